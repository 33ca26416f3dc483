package org.flux4j.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DTypeTest {
    /** Bytes are in the order of a file, least significant first. */
    @ParameterizedTest
    @CsvSource({
        "F64, 000000000000f0bf, -1",
        "F64, 182d4454fb210940, 3.1415927",
        "F64, 0000000000000080, -0.0",
        "F64, 000000000000f07f, Infinity",
        "F32, 000080bf, -1",
        "F32, db0f4940, 3.1415927",
        "F32, 01000000, 1.4e-45",
        "F32, 000080ff, -Infinity",
        "F32, 0000c07f, NaN",
        "F16, 00bc, -1",
        "F16, 4842, 3.140625",
        "F16, ff7b, 65504",
        "F16, 0004, 6.1035156e-5",
        "F16, ff03, 6.097555e-5",
        "F16, 0100, 5.9604645e-8",
        "F16, 0180, -5.9604645e-8",
        "F16, 0080, -0.0",
        "F16, 007c, Infinity",
        "F16, 007e, NaN",
        "BF16, 80bf, -1",
        "BF16, 4940, 3.140625",
        "BF16, 7f7f, 3.3895314e38",
        "BF16, 0100, 9.1835e-41",
        "BF16, 0080, -0.0",
        "BF16, 80ff, -Infinity",
        "BF16, c07f, NaN",
        "I64, feffffffffffffff, -2",
        "I64, 0000000001000000, 4294967296",
        "I64, 0000000000000080, -9223372036854775808",
        "U64, feffffffffffffff, 18446744073709551614",
        "U64, 0000000000000080, 9223372036854775808",
        "U64, 0100008000000080, 9223372039002259456",
        "U64, 0000000001000000, 4294967296",
        "I32, feffffff, -2",
        "U32, feffffff, 4294967294",
        "I16, feff, -2",
        "U16, feff, 65534",
        "I8, fe, -2",
        "BOOL, 00, 0",
        "BOOL, 01, 1",
        "BOOL, ff, 1",
        "F8_E5M2, bc, -1",
        "F8_E5M2, 7b, 57344",
        "F8_E5M2, 01, 1.5258789e-5",
        "F8_E5M2, fc, -Infinity",
        "F8_E5M2, 7f, NaN",
        "U8, 00, 0",
        "U8, 7f, 127",
        "U8, ff, 255"
    })
    void decodes(DType dtype, String hex, float expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(bytes).hasSize(dtype.bytesPerBlock());
        assertThat(read(dtype, MemorySegment.ofArray(bytes), 0)).isEqualTo(Float.valueOf(expected));
    }

    /** (−1)^s · 2^(e−7) · 1.mmm, or 2^−6 · 0.mmm for e = 0; all ones is NaN. */
    @Test
    void everyCodeOfF8() {
        byte[] codes = new byte[256];
        for (int code = 0; code < 256; code++) {
            codes[code] = (byte) code;
        }
        MemorySegment segment = MemorySegment.ofArray(codes);
        for (int code = 0; code < 256; code++) {
            int sign = code < 128 ? 1 : -1;
            int exponent = code % 128 / 8;
            double mantissa = code % 8 / 8.0;
            double expected = exponent == 0
                    ? sign * mantissa * Math.pow(2, -6)
                    : sign * (1 + mantissa) * Math.pow(2, exponent - 7.0);
            if (code % 128 == 127) {
                expected = Double.NaN;
            }
            assertThat(read(DType.F8_E4M3, segment, code)).as("code %s", code).isEqualTo(Float.valueOf((float)
                    expected));
        }
        assertThat(read(DType.F8_E4M3, segment, 0x7E)).isEqualTo(448);
    }

    @ParameterizedTest
    @CsvSource({
        "F64, 8",
        "F32, 4",
        "F16, 2",
        "BF16, 2",
        "F8_E4M3, 1",
        "F8_E5M2, 1",
        "I64, 8",
        "U64, 8",
        "I32, 4",
        "U32, 4",
        "I16, 2",
        "U16, 2",
        "I8, 1",
        "U8, 1"
    })
    void elementsLieSideBySide(DType dtype, int bytes) {
        assertThat(dtype.weightsPerBlock()).isEqualTo(1);
        assertThat(dtype.bytesPerBlock()).isEqualTo(bytes);
        assertThat(dtype.byteSize(3)).isEqualTo(3L * bytes);
        byte[] stored = new byte[3 * bytes + 1];
        stored[1 + 3 * bytes - 1] = 0x40;
        MemorySegment unaligned = MemorySegment.ofArray(stored).asSlice(1);
        assertThat(read(dtype, unaligned, 0)).isZero();
        assertThat(read(dtype, unaligned, 1)).isZero();
        assertThat(read(dtype, unaligned, 2)).isPositive();
    }

    @Test
    void floatsOfEveryHalf() {
        byte[] bytes = new byte[2];
        for (int bits = 0; bits < 0x10000; bits++) {
            bytes[0] = (byte) bits;
            bytes[1] = (byte) (bits >> 8);
            int exponent = bits >> 10 & 31;
            double fraction = (bits & 1023) / 1024.0;
            double magnitude = exponent == 0 ? fraction * 0x1p-14 : (1 + fraction) * Math.pow(2, exponent - 15.0);
            if (exponent == 31) {
                magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            }
            float expected = (float) (bits < 0x8000 ? magnitude : -magnitude);
            float got = read(DType.F16, MemorySegment.ofArray(bytes), 0);
            if (Float.compare(got, expected) != 0) {
                assertThat(got).as("bits %x", bits).isEqualTo(Float.valueOf(expected));
            }
        }
    }

    @Test
    void readsARunIntoTheMiddleOfAnArray() {
        float[] to = {9, 9, 9, 9, 9};
        DType.U8.read(MemorySegment.ofArray(new byte[] {1, 2, 3, 4}), 1, to, 2, 2);
        assertThat(to).containsExactly(9, 9, 2, 3, 9);
    }

    private static float read(DType dtype, MemorySegment bytes, long index) {
        float[] number = new float[1];
        dtype.read(bytes, index, number, 0, 1);
        return number[0];
    }
}
