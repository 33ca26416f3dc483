package org.flux4j.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A chunk of a WebP file.
 *
 * @param type the type, four characters
 * @param length the length that the file states; greater than that of the data if the file is cut off
 * @param data the data, without padding
 */
record RiffChunk(String type, long length, ByteBuffer data) {
    private static final int HEADER_SIZE = 8;

    /** Returns the first chunk of a file of at least 8 bytes. */
    static RiffChunk first(byte[] file) {
        return next(ByteBuffer.wrap(file));
    }

    /** Returns the chunks that the data of this chunk consists of, from an offset on. */
    List<RiffChunk> subchunks(int from) {
        List<RiffChunk> subchunks = new ArrayList<>();
        ByteBuffer in = data.duplicate().position(Math.min(from, data.limit()));
        while (in.remaining() >= HEADER_SIZE) {
            subchunks.add(next(in));
        }
        return subchunks;
    }

    private static RiffChunk next(ByteBuffer in) {
        byte[] type = new byte[4];
        in.get(type);
        long length = Integer.toUnsignedLong(in.order(ByteOrder.LITTLE_ENDIAN).getInt());
        ByteBuffer data = in.slice(in.position(), (int) Math.min(length, in.remaining()));
        in.position((int) Math.min(in.position() + length + length % 2, in.limit()));
        return new RiffChunk(
                new String(type, StandardCharsets.ISO_8859_1), length, data.order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Returns the chunk as it is stored: type, length and data, padded to an even length. */
    byte[] toBytes() {
        int size = HEADER_SIZE + data.limit();
        ByteBuffer bytes = ByteBuffer.allocate(size + size % 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(type.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(data.limit())
                .put(data.duplicate());
        return bytes.array();
    }

    /** Returns whether the file ends within this chunk. */
    boolean isCutOff() {
        return data.limit() < length;
    }

    /** Returns the unsigned number of 24 bits at an offset of the data. */
    int int24(int at) {
        return Short.toUnsignedInt(data.getShort(at)) | Byte.toUnsignedInt(data.get(at + 2)) << 16;
    }

    /** Returns a copy of the data. */
    byte[] bytes() {
        byte[] bytes = new byte[data.limit()];
        data.get(0, bytes);
        return bytes;
    }
}
