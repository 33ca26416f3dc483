package org.flux4j.picture;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An input stream over a file in memory, for decoders that treat missing data as zeros and could spend minutes on them.
 * Reading beyond the end of the file yields a few zeros, and then throws an exception.
 */
final class FiniteInput extends ImageInputStreamImpl {
    /** The number of zeros that can be read beyond the end, since decoders read ahead. */
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
