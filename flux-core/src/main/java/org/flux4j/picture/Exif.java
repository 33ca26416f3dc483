package org.flux4j.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The orientation in Exif, which is the first directory of a TIFF file. As for Pillow, the last entry counts, in
 * whatever type of number, and a damaged directory counts as far as it goes.
 *
 * <p>Source: TIFF 6.0, section 2; Exif 2.32, section 4.6.4; Pillow 12.3 {@code ImageFileDirectory_v2.load}.
 */
final class Exif {
    private static final ByteBuffer PREFIX = ByteBuffer.wrap("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    /** II or MM, then 42 in either order of bytes. */
    private static final Set<Integer> BEGINNINGS = Set.of(0x49492A00, 0x4949002A, 0x4D4D002A, 0x4D4D2A00);

    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;
    /** The bytes of a value of each type, 0 for what is no type. Types 13 and 16 came after TIFF 6.0. */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8};

    private Exif() {}

    /**
     * The orientation, with or without JPEG's prefix before the Exif; empty when there is none, 0 when it is no whole number
     * or the Exif is no TIFF file.
     */
    static OptionalInt orientation(byte[] exif) {
        ByteBuffer tiff = ByteBuffer.wrap(exif);
        while (tiff.limit() >= PREFIX.limit() && tiff.slice(0, PREFIX.limit()).equals(PREFIX)) {
            tiff = tiff.slice(PREFIX.limit(), tiff.limit() - PREFIX.limit());
        }
        if (!tiff.hasRemaining()) {
            return OptionalInt.empty();
        }
        if (tiff.limit() < 8 || !BEGINNINGS.contains(tiff.getInt(0))) {
            return OptionalInt.of(0);
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        return contains(tiff, directory, 2) ? inDirectory(tiff, directory) : OptionalInt.empty();
    }

    private static OptionalInt inDirectory(ByteBuffer tiff, int directory) {
        OptionalInt orientation = OptionalInt.empty();
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        int entry = directory + 2;
        for (int i = 0; i < entries && contains(tiff, entry, ENTRY); i++, entry += ENTRY) {
            int type = Short.toUnsignedInt(tiff.getShort(entry + 2));
            long size = type < SIZES.length ? SIZES[type] * Integer.toUnsignedLong(tiff.getInt(entry + 4)) : 0;
            int value = size <= 4 ? entry + 8 : tiff.getInt(entry + 8);
            if (!contains(tiff, value, size)) {
                break;
            }
            if (size > 0 && Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
                double number = number(tiff, value, type);
                orientation = OptionalInt.of(number == (int) number ? (int) number : 0);
            }
        }
        return orientation;
    }

    private static boolean contains(ByteBuffer tiff, int start, long size) {
        return start >= 0 && start + size <= tiff.limit();
    }

    /** The first number of a value; 0 for types that hold bytes or text. */
    private static double number(ByteBuffer tiff, int at, int type) {
        return switch (type) {
            case 6 -> tiff.get(at);
            case 3, 8 -> tiff.getShort(at);
            case 4, 9, 13 -> tiff.getInt(at);
            case 16 -> tiff.getLong(at);
            case 5, 10 -> (double) tiff.getInt(at) / tiff.getInt(at + 4);
            case 11 -> tiff.getFloat(at);
            case 12 -> tiff.getDouble(at);
            default -> 0;
        };
    }
}
