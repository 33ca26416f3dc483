package org.flux4j.parity;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An input stream that fails once more bytes than a limit have been read, since a small archive can decompress to any
 * size.
 */
final class LimitedInputStream extends FilterInputStream {
    private final long limit;
    private long left;

    LimitedInputStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        int count = super.read(to, at, length);
        count(Math.max(count, 0));
        return count;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long count = super.skip(wanted);
        count(count);
        return count;
    }

    private void count(long count) throws IOException {
        left -= count;
        if (left < 0) {
            throw new IOException("decompresses to more than " + limit + " bytes");
        }
    }
}
