package org.flux4j.picture;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory, for decoders that take what lies beyond its end for any number of zeros, and would go on for minutes:
 * they find a few, then an error.
 */
final class FiniteInput extends ImageInputStreamImpl {
    /** How far ahead decoders look. */
    private static final int ZEROS = 16;

    private final byte[] file;

    FiniteInput(byte[] file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        checkEnd(1);
        int next = streamPos < file.length ? Byte.toUnsignedInt(file[(int) streamPos]) : 0;
        streamPos++;
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        bitOffset = 0;
        checkEnd(length);
        int count = Math.clamp(file.length - streamPos, 0, length);
        System.arraycopy(file, (int) Math.min(streamPos, file.length), bytes, offset, count);
        Arrays.fill(bytes, offset + count, offset + length, (byte) 0);
        streamPos += length;
        return length;
    }

    private void checkEnd(int length) throws IOException {
        if (streamPos + length > file.length + ZEROS) {
            throw new IOException("the picture ends before it is complete");
        }
    }
}
