package org.flux4j.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;

/** Reads the values of a GGUF header, one after another. */
final class GgufValues {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** The longest string and array that ggml reads. */
    private static final long LONGEST = 1 << 30;

    /** So many characters of a text are kept: metadata may hold whole programs. */
    private static final int KEPT = 1 << 16;

    /** Arrays of more elements are described by their number: metadata may hold whole vocabularies. */
    private static final int LISTED = 16;

    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final String source;
    private final MemorySegment file;
    private long at;

    GgufValues(String source, MemorySegment file, long at) {
        this.source = source;
        this.file = file;
        this.at = at;
    }

    /** Returns the offset of the next value. */
    long at() {
        return at;
    }

    int u32() {
        return file.get(INT, next(Integer.BYTES));
    }

    /** Returns a count or an offset, which must be less than 2^63. */
    long u64(String what) {
        long value = file.get(LONG, next(Long.BYTES));
        if (value < 0) {
            throw bad(what + ": " + Long.toUnsignedString(value) + " is too large");
        }
        return value;
    }

    String string() {
        long length = u64("string");
        if (length > LONGEST) {
            throw bad("a string of " + length + " bytes, more than the limit of " + LONGEST);
        }
        long from = next(length);
        MemorySegment bytes = file.asSlice(from, Math.min(length, KEPT));
        return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** Returns a value of metadata as text. */
    String value(int type) {
        return switch (type) {
            case 0 -> Integer.toString(Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, next(1))));
            case 1 -> Byte.toString(file.get(ValueLayout.JAVA_BYTE, next(1)));
            case 2 -> Integer.toString(Short.toUnsignedInt(file.get(SHORT, next(2))));
            case 3 -> Short.toString(file.get(SHORT, next(2)));
            case 4 -> Integer.toUnsignedString(u32());
            case 5 -> Integer.toString(u32());
            case 6 -> Float.toString(Float.intBitsToFloat(u32()));
            case 7 -> file.get(ValueLayout.JAVA_BYTE, next(1)) == 0 ? "false" : "true";
            case STRING -> string();
            case ARRAY -> array();
            case 10 -> Long.toUnsignedString(file.get(LONG, next(8)));
            case 11 -> Long.toString(file.get(LONG, next(8)));
            case 12 -> Double.toString(Double.longBitsToDouble(file.get(LONG, next(8))));
            default -> throw bad("metadata: there is no type " + Integer.toUnsignedString(type));
        };
    }

    private String array() {
        int type = u32();
        if (type == ARRAY) {
            throw bad("metadata: arrays of arrays are not supported");
        }
        long count = u64("array");
        if (count > LONGEST) {
            throw bad("an array of " + count + " elements, more than the limit of " + LONGEST);
        }
        List<String> first = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            String element = value(type);
            if (i < LISTED) {
                first.add(element);
            }
        }
        return count > LISTED ? count + " elements" : first.toString();
    }

    private long next(long size) {
        if (size > file.byteSize() - at) {
            throw bad("cut short: the header needs " + size + " bytes from byte " + at + " on, the file has "
                    + file.byteSize());
        }
        long from = at;
        at += size;
        return from;
    }

    BadInputException bad(String what) {
        return new BadInputException(source + ": " + what);
    }
}
