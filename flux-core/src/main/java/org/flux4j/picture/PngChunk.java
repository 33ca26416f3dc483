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

    static boolean startsPng(byte[] file) {
        return Arrays.mismatch(file, SIGNATURE) == SIGNATURE.length;
    }

    /** The chunks of a PNG file up to its end, or to where it is cut off. */
    static List<PngChunk> all(byte[] file) {
        List<PngChunk> chunks = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).position(SIGNATURE.length);
        while (in.remaining() >= 12) {
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - 8) {
                break;
            }
            byte[] type = new byte[4];
            byte[] data = new byte[length];
            in.get(type).get(data).getInt(); // the check sum is left to whoever decodes the pixels
            chunks.add(new PngChunk(new String(type, StandardCharsets.ISO_8859_1), data));
        }
        return chunks;
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
