package org.flux4j.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.flux4j.BadInputException;

/**
 * Reads the fields of a protobuf message in order. After {@link #next()}, one of the methods returns the value of the field;
 * without such a call it is skipped. Every method throws a {@link BadInputException} if the message is not valid.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, Encoding</a>.
 */
final class ProtobufReader {
    private enum Wire {
        VARINT,
        FIXED_64,
        BYTES,
        GROUP_START,
        GROUP_END,
        FIXED_32,
        UNKNOWN_6,
        UNKNOWN_7
    }

    private final String source;
    private final ByteBuffer in;
    private int field;
    private Wire wire = Wire.UNKNOWN_7;
    private long number;
    private ByteBuffer bytes;

    /**
     * Creates a reader.
     *
     * @param source the file, for messages
     */
    ProtobufReader(String source, ByteBuffer message) {
        this.source = source;
        this.in = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Advances to the next field, and returns whether there is one. */
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wire = Wire.values()[(int) tag & 7];
        switch (wire) {
            case VARINT -> number = varint();
            case FIXED_64 -> number = require(Long.BYTES).getLong();
            case FIXED_32 -> number = require(Integer.BYTES).getInt();
            case BYTES -> {
                long length = varint();
                bytes = require(length).slice(in.position(), (int) length);
                in.position(in.position() + (int) length);
            }
            default -> throw broken("field " + field + " is of an unknown kind");
        }
        return true;
    }

    /** Returns the number of the field. */
    int field() {
        return field;
    }

    /** Returns the value of a field of type int32 or enum. */
    int integer() {
        expect(Wire.VARINT);
        return (int) number;
    }

    /** Returns the value of a field of type float. */
    float float32() {
        expect(Wire.FIXED_32);
        return Float.intBitsToFloat((int) number);
    }

    /** Returns the value of a field of type bytes. */
    ByteBuffer bytes() {
        expect(Wire.BYTES);
        return bytes.slice();
    }

    /** Returns the value of a field of type string. */
    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes()).toString();
        } catch (CharacterCodingException e) {
            throw broken("field " + field + " is not UTF-8");
        }
    }

    /** Returns a reader of a field that is itself a message. */
    ProtobufReader message() {
        return new ProtobufReader(source, bytes());
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = require(1).get();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("a number without end");
    }

    private ByteBuffer require(long count) {
        if (count < 0 || count > in.remaining()) {
            throw broken("it ends too early");
        }
        return in;
    }

    private void expect(Wire expected) {
        if (wire != expected) {
            throw broken("field " + field + ": expected " + expected + ", found " + wire);
        }
    }

    private BadInputException broken(String what) {
        return new BadInputException(source + ": not a valid protobuf message: " + what);
    }
}
