package org.flux4j.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a WebP file: a type of four characters, a length, and the data, padded to an even length.
 *
 * @param length what the file says, which is more than the data have where it is cut off
 */
record RiffChunk(String type, long length, ByteBuffer data) {
    private static final int HEADER = 8;

    /** The chunk that begins a file of at least 8 bytes. */
    static RiffChunk first(byte[] file) {
        return next(ByteBuffer.wrap(file));
    }

    /** The chunks among the data of this one, from a position on. */
    List<RiffChunk> parts(int from) {
        List<RiffChunk> parts = new ArrayList<>();
        ByteBuffer in = data.duplicate().position(Math.min(from, data.limit()));
        while (in.remaining() >= HEADER) {
            parts.add(next(in));
        }
        return parts;
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

    /** The chunk itself. */
    byte[] toBytes() {
        int size = HEADER + data.limit();
        ByteBuffer bytes = ByteBuffer.allocate(size + size % 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(type.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(data.limit())
                .put(data.duplicate());
        return bytes.array();
    }

    boolean isCutOff() {
        return data.limit() < length;
    }

    /** An unsigned number of 24 bits. */
    int int24(int at) {
        return Short.toUnsignedInt(data.getShort(at)) | Byte.toUnsignedInt(data.get(at + 2)) << 16;
    }

    byte[] bytes() {
        byte[] bytes = new byte[data.limit()];
        data.get(0, bytes);
        return bytes;
    }
}
