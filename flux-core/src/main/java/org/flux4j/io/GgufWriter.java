package org.flux4j.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.op.DType;
import org.flux4j.op.Weight;

/** Writes GGUF files of version 3, with metadata as city96's converter writes it. */
final class GgufWriter {
    private static final int VERSION = 3;
    private static final int ALIGNMENT = 32;
    private static final int U32 = 4;
    private static final int STRING = 8;

    /** Weights that are read and stored at once, if they are whole rows or blocks. */
    private static final int CHUNK = 1 << 14;

    /** The version of the block types. */
    private static final int QUANTISATION = 2;

    /**
     * A tensor to write.
     *
     * @param type the type to store it in
     */
    record Entry(String name, Weight weight, DType type) {
        long bytes() {
            return type.byteSize(weight.shape().count());
        }
    }

    private final String architecture;
    private final int fileType;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * Creates a writer of a file without tensors.
     *
     * @param architecture what the file holds, such as {@code flux}
     * @param fileType the number of the type that most weights have
     */
    GgufWriter(String architecture, int fileType) {
        this.architecture = architecture;
        this.fileType = fileType;
    }

    /** Adds a tensor, which is read when the file is written. */
    void add(String name, Weight weight, DType type) {
        entries.add(new Entry(name, weight, type));
    }

    /**
     * Writes the file whole or not at all.
     *
     * @throws BadInputException if it cannot be written
     */
    void write(Path file) {
        byte[] header = header();
        WholeFile.write(file, out -> {
            out.write(header);
            for (Entry entry : entries) {
                write(entry, out);
            }
        });
    }

    private byte[] header() {
        int longest =
                entries.stream().mapToInt(entry -> 3 * entry.name.length() + 64).sum();
        ByteBuffer header = ByteBuffer.allocate(longest + 4096).order(ByteOrder.LITTLE_ENDIAN);
        header.put(Gguf.MAGIC).putInt(VERSION).putLong(entries.size()).putLong(3);
        put(header, "general.architecture");
        header.putInt(STRING);
        put(header, architecture);
        put(header, "general.quantization_version");
        header.putInt(U32).putInt(QUANTISATION);
        put(header, "general.file_type");
        header.putInt(U32).putInt(fileType);
        long offset = 0;
        for (Entry entry : entries) {
            put(header, entry.name);
            int[] shape = entry.weight.shape().toArray();
            header.putInt(shape.length);
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                header.putLong(shape[axis]);
            }
            header.putInt(GgufType.valueOf(entry.type.name()).number()).putLong(offset);
            offset += aligned(entry.bytes());
        }
        byte[] bytes = new byte[(int) aligned(header.position())];
        header.flip().get(bytes, 0, header.limit());
        return bytes;
    }

    private static void put(ByteBuffer header, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        header.putLong(bytes.length).put(bytes);
    }

    private static void write(Entry entry, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) DType.F32.byteSize(CHUNK));
        Quantiser quantiser = new Quantiser(entry.type, buffer);
        float[] values = new float[CHUNK];
        long count = entry.weight.shape().count();
        for (long at = 0; at < count; at += CHUNK) {
            int size = (int) Math.min(CHUNK, count - at);
            entry.weight.read(at, values, 0, size);
            quantiser.put(values, 0, size);
            out.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        long bytes = entry.bytes();
        out.write(new byte[(int) (aligned(bytes) - bytes)]);
    }

    private static long aligned(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }
}
