package org.flux4j.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A part of a PNG file: its length, a type of four letters, the data, and a check sum over type and data.
 *
 * <p>Source: Portable Network Graphics (PNG) Specification (Third Edition), section 5.3.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PngChunk(String type, byte[] data) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /** The signature and the first chunk, IHDR: what other chunks may follow. */
    static final int AFTER_HEADER = SIGNATURE.length + 12 + 13;

    private static final int CHECK_SUM = 4;
    private static final String END = "IEND";

    static boolean startsPng(byte[] file) {
        return Arrays.mismatch(file, SIGNATURE) == SIGNATURE.length;
    }

    /**
     * The chunks of a PNG file up to IEND, or to what is no chunk; the last may be cut off. Check sums are not compared:
     * the pixels have another one of their own.
     */
    static List<PngChunk> all(byte[] file) {
        List<PngChunk> chunks = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).position(SIGNATURE.length);
        while (in.remaining() >= 8 && !ends(chunks)) {
            long length = Integer.toUnsignedLong(in.getInt());
            String type = new String(take(in, 4), StandardCharsets.ISO_8859_1);
            if (!type.matches("[A-Za-z]{4}")) {
                break;
            }
            chunks.add(new PngChunk(type, take(in, length)));
            take(in, CHECK_SUM);
        }
        return chunks;
    }

    private static boolean ends(List<PngChunk> chunks) {
        return !chunks.isEmpty() && chunks.getLast().type.equals(END);
    }

    /** The next bytes, fewer where the file ends before. */
    private static byte[] take(ByteBuffer in, long length) {
        byte[] bytes = new byte[(int) Math.min(length, in.remaining())];
        in.get(bytes);
        return bytes;
    }

    /** A PNG file of these chunks and IEND. */
    static byte[] file(List<PngChunk> chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunks.forEach(chunk -> file.writeBytes(chunk.toBytes()));
        file.writeBytes(new PngChunk(END, new byte[0]).toBytes());
        return file.toByteArray();
    }

    byte[] toBytes() {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length + 12);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(data.length);
            out.write(name);
            out.write(data);
            out.writeInt((int) check.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
