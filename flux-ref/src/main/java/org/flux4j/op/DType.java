package org.flux4j.op;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How one number is stored, little-endian, as the safetensors format names it. */
public enum DType {
    F64(8) {
        @Override
        public float get(MemorySegment bytes, long index) {
            return (float) bytes.get(DOUBLE, index * 8);
        }
    },
    F32(4) {
        @Override
        public float get(MemorySegment bytes, long index) {
            return bytes.get(FLOAT, index * 4);
        }
    },
    F16(2) {
        @Override
        public float get(MemorySegment bytes, long index) {
            return Float.float16ToFloat(bytes.get(SHORT, index * 2));
        }
    },
    /** The upper half of a float32. */
    BF16(2) {
        @Override
        public float get(MemorySegment bytes, long index) {
            return Float.intBitsToFloat(bytes.get(SHORT, index * 2) << 16);
        }
    },
    /**
     * 1 sign bit, 4 exponent bits (bias 7), 3 mantissa bits; no infinities, and S.1111.111 is NaN. Source: "FP8 Formats
     * for Deep Learning", arXiv 2209.05433, table 1.
     */
    F8_E4M3(1) {
        @Override
        public float get(MemorySegment bytes, long index) {
            int bits = bytes.get(ValueLayout.JAVA_BYTE, index);
            int exponent = bits >> 3 & 0xF;
            int mantissa = bits & 0x7;
            float magnitude;
            if (exponent == 0xF && mantissa == 0x7) {
                magnitude = Float.NaN;
            } else if (exponent == 0) {
                magnitude = mantissa * 0x1p-9f;
            } else {
                magnitude = Math.scalb(8 + mantissa, exponent - 10);
            }
            return bits < 0 ? -magnitude : magnitude;
        }
    },
    I64(8) {
        @Override
        public float get(MemorySegment bytes, long index) {
            return bytes.get(LONG, index * 8);
        }
    },
    U8(1) {
        @Override
        public float get(MemorySegment bytes, long index) {
            return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, index));
        }
    };

    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one element. */
    public int bytes() {
        return bytes;
    }

    /** Element {@code index} of an array of this type, as float32. */
    public abstract float get(MemorySegment bytes, long index);
}
