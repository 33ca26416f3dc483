package org.flux4j.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads the orientation from Exif metadata, which is stored in the first directory of a TIFF file. As in Pillow, the
 * last entry counts, its value may be of any numeric type, and a damaged directory is read as far as possible.
 *
 * <p>Source: TIFF 6.0, section 2; Exif 2.32, section 4.6.4; Pillow 12.3 {@code ImageFileDirectory_v2.load}.
 */
final class Exif {
    private static final ByteBuffer PREFIX = ByteBuffer.wrap("Exif\0\0".getBytes(StandardCharsets.US_ASCII));

    /** The magic numbers of TIFF files: II or MM, then 42 in either byte order. */
    private static final Set<Integer> MAGIC_NUMBERS = Set.of(0x49492A00, 0x4949002A, 0x4D4D002A, 0x4D4D2A00);

    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY_SIZE = 12;

    /**
     * The size in bytes of a value of each type; 0 if there is no such type. Types 13 and 16 are newer than TIFF 6.0.
     */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8};

    private Exif() {}

    /**
     * Returns the number of the orientation, or an empty value if there is none.
     *
     * @param exif the metadata, with or without the prefix that JPEG files put before it
     * @return the number; 0 if it is not a whole number, or if the metadata is not a TIFF file
     */
    static OptionalInt orientation(byte[] exif) {
        ByteBuffer tiff = ByteBuffer.wrap(exif);
        while (tiff.limit() >= PREFIX.limit() && tiff.slice(0, PREFIX.limit()).equals(PREFIX)) {
            tiff = tiff.slice(PREFIX.limit(), tiff.limit() - PREFIX.limit());
        }
        if (!tiff.hasRemaining()) {
            return OptionalInt.empty();
        }
        if (tiff.limit() < 8 || !MAGIC_NUMBERS.contains(tiff.getInt(0))) {
            return OptionalInt.of(0);
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        return contains(tiff, directory, 2) ? readDirectory(tiff, directory) : OptionalInt.empty();
    }

    private static OptionalInt readDirectory(ByteBuffer tiff, int directory) {
        OptionalInt orientation = OptionalInt.empty();
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        int entry = directory + 2;
        for (int i = 0; i < entries && contains(tiff, entry, ENTRY_SIZE); i++, entry += ENTRY_SIZE) {
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

    /** Returns the first number of a value; 0 if its type is bytes or text. */
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
