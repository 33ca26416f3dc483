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
 * A chunk of a PNG file.
 *
 * <p>Source: Portable Network Graphics (PNG) Specification (Third Edition), section 5.3.
 *
 * @param type the type, four letters
 * @param data the data, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PngChunk(String type, byte[] data) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** The offset in a file of the first chunk after IHDR. */
    static final int AFTER_HEADER = SIGNATURE.length + 12 + 13;

    private static final int CHECKSUM_SIZE = 4;
    private static final String END = "IEND";

    /** Returns whether a file begins with the signature of PNG. */
    static boolean hasSignature(byte[] file) {
        return Arrays.mismatch(file, SIGNATURE) == SIGNATURE.length;
    }

    /**
     * Returns the chunks of a PNG file up to IEND, or up to anything that is not a chunk; the last one may be cut off.
     * Checksums are not verified, since the compressed pixels have a checksum of their own.
     */
    static List<PngChunk> all(byte[] file) {
        List<PngChunk> chunks = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).position(SIGNATURE.length);
        while (in.remaining() >= 8 && !endsWithIend(chunks)) {
            long length = Integer.toUnsignedLong(in.getInt());
            String type = new String(read(in, 4), StandardCharsets.ISO_8859_1);
            if (!type.matches("[A-Za-z]{4}")) {
                break;
            }
            chunks.add(new PngChunk(type, read(in, length)));
            read(in, CHECKSUM_SIZE);
        }
        return chunks;
    }

    private static boolean endsWithIend(List<PngChunk> chunks) {
        return !chunks.isEmpty() && chunks.getLast().type.equals(END);
    }

    /** Returns the next bytes, fewer than requested if the file ends before. */
    private static byte[] read(ByteBuffer in, long length) {
        byte[] bytes = new byte[(int) Math.min(length, in.remaining())];
        in.get(bytes);
        return bytes;
    }

    /** Returns a PNG file of the given chunks and IEND. */
    static byte[] file(List<PngChunk> chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunks.forEach(chunk -> file.writeBytes(chunk.toBytes()));
        file.writeBytes(new PngChunk(END, new byte[0]).toBytes());
        return file.toByteArray();
    }

    /** Returns the chunk as it is stored: length, type, data and checksum. */
    byte[] toBytes() {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length + 12);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(data.length);
            out.write(name);
            out.write(data);
            out.writeInt((int) checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
