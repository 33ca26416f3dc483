package org.flux4j.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What the camera noted in a JPEG (segment APP1) or PNG file (chunk eXIf). Damaged notes count as none.
 *
 * <p>Source: EXIF 2.32, sections 4.5 and 4.7; TIFF 6.0, section 2.
 */
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final byte[] APP1_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private Exif() {}

    static boolean startsJpeg(byte[] file) {
        return file.length > 2 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8 && (file[2] & 0xFF) == 0xFF;
    }

    static Orientation orientation(byte[] file) {
        try {
            return Orientation.of(find(startsJpeg(file) ? inJpeg(file) : inPng(file), ORIENTATION));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Orientation.UPRIGHT;
        }
    }

    private static ByteBuffer inPng(byte[] file) {
        return PngChunk.all(file).stream()
                .filter(chunk -> chunk.type().equals("eXIf"))
                .findFirst()
                .map(chunk -> ByteBuffer.wrap(chunk.data()))
                .orElse(NONE);
    }

    private static ByteBuffer inJpeg(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).position(2);
        while (in.remaining() > 4) {
            int marker = Short.toUnsignedInt(in.getShort());
            if (marker == 0xFFDA) { // the pixels begin
                break;
            }
            int start = in.position();
            int length = Short.toUnsignedInt(in.getShort());
            ByteBuffer segment = in.slice(start + 2, length - 2);
            if (marker == 0xFFE1 && startsWithName(segment)) {
                return segment.position(APP1_NAME.length).slice();
            }
            in.position(start + length);
        }
        return NONE;
    }

    private static boolean startsWithName(ByteBuffer segment) {
        ByteBuffer name = ByteBuffer.wrap(APP1_NAME);
        int difference = segment.mismatch(name);
        return difference < 0 || difference == APP1_NAME.length;
    }

    /** The value of a 16-bit tag in the first directory of TIFF data; 0 when it is not there. */
    private static int find(ByteBuffer tiff, int tag) {
        if (!tiff.hasRemaining()) {
            return 0;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(4).position(tiff.getInt());
        int entries = Short.toUnsignedInt(tiff.getShort());
        for (int i = 0; i < entries; i++) {
            int found = Short.toUnsignedInt(tiff.getShort());
            tiff.getShort(); // type
            tiff.getInt(); // count
            int value = Short.toUnsignedInt(tiff.getShort());
            tiff.getShort(); // the value's field has 4 bytes
            if (found == tag) {
                return value;
            }
        }
        return 0;
    }
}
