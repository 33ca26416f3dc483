package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsHeaderTest {
    private static final String A = "'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}";
    private static final String B = "'b': {'dtype': 'U8', 'shape': [1], 'data_offsets': [8, 9]}";

    @Test
    void whatTheOfficialLibraryTakesIsTaken() {
        SafeTensors both = read("{" + B + ", " + A + ", '__metadata__': {'k': 'v'}}   ", 9);
        assertThat(both.tensors().keySet()).containsExactly("a", "b");
        assertThat(both.metadata()).containsExactly(Map.entry("k", "v"));
        assertThat(read("{}", 0).tensors()).isEmpty();

        String empty = "{'e': {'dtype': 'I64', 'shape': [3, 0], 'data_offsets': [0, 0], 'more': 1}, " + A + "}";
        assertThat(read(empty, 8).tensors().get("e").shape()).isEqualTo(Shape.of(3, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]        | header: expected a JSON object",
                "` {}`     | header: expected a JSON object",
                "``        | header: expected a JSON object",
                "{         | header: not valid JSON at line 1, column 2: Unexpected end-of-input: expected close marker for Object",
                "{} x      | header: not valid JSON at line 1, column 4: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "{'a': 1, 'a': 1} | header: not valid JSON at line 1, column 13: Duplicate field 'a'",
                "{'__metadata__': []} | __metadata__: expected an object, found a list",
                "{'__metadata__': 'x'} | __metadata__: expected an object, found \"x\"",
                "{'a': 7} | tensor a: expected an object with dtype, shape and data_offsets, found 7",
                "{'a': {'shape': [2], 'data_offsets': [0, 8]}} | tensor a: dtype: expected a string, found nothing",
                "{'a': {'dtype': 'Q4_0', 'shape': [2], 'data_offsets': [0, 8]}} | tensor a: unknown type Q4_0, expected one of [BOOL, F4, F6_E2M3, F6_E3M2, U8, I8, F8_E5M2, F8_E4M3, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ, I16, U16, F16, BF16, I32, U32, F32, C64, F64, I64, U64]",
                "{'a': {'dtype': 'F4', 'shape': [15], 'data_offsets': [0, 8]}} | tensor a: F4 of shape [15] does not fill bytes 0 to 8, 8 in all",
                "{'a': {'dtype': 'F4', 'shape': [2147483647, 2147483647], 'data_offsets': [0, 8]}} | tensor a: F4 of shape [2147483647, 2147483647] does not fill bytes 0 to 8, 8 in all",
                "{'a': {'dtype': 'F6_E2M3', 'shape': [8], 'data_offsets': [0, 8]}} | tensor a: F6_E2M3 of shape [8] does not fill bytes 0 to 8, 8 in all",
                "{'a': {'dtype': 'F32', 'data_offsets': [0, 8]}} | tensor a: shape: expected a list of numbers, found nothing",
                "{'a': {'dtype': 'F32', 'shape': [2]}} | tensor a: data_offsets: expected a list of numbers, found nothing",
                "{'a': {'dtype': 'F32', 'shape': [-2], 'data_offsets': [0, 8]}} | tensor a: shape: expected whole numbers from 0 to 2^63 - 1, found -2",
                "{'a': {'dtype': 'F32', 'shape': ['2'], 'data_offsets': [0, 8]}} | tensor a: shape: expected whole numbers from 0 to 2^63 - 1, found \"2\"",
                "{'a': {'dtype': 'F32', 'shape': [2.0], 'data_offsets': [0, 8]}} | tensor a: shape: expected whole numbers from 0 to 2^63 - 1, found 2.0",
                "{'a': {'dtype': 'F32', 'shape': [9223372036854775808], 'data_offsets': [0, 8]}} | tensor a: shape: expected whole numbers from 0 to 2^63 - 1, found 9223372036854775808",
                "{'a': {'dtype': 'F32', 'shape': [4294967296], 'data_offsets': [0, 8]}} | tensor a: shape [4294967296] is too large",
                "{'a': {'dtype': 'F32', 'shape': [2147483647, 2147483647, 2147483647], 'data_offsets': [0, 8]}} | tensor a: shape [2147483647, 2147483647, 2147483647] is too large",
                "{'a': {'dtype': 'F32', 'shape': [2147483647, 2147483647], 'data_offsets': [0, 8]}} | tensor a: F32 of shape [2147483647, 2147483647] does not fill bytes 0 to 8, 8 in all",
                "{'a': {'dtype': 'F32', 'shape': [3], 'data_offsets': [0, 8]}} | tensor a: F32 of shape [3] does not fill bytes 0 to 8, 8 in all",
                "{'a': {'dtype': 'F16', 'shape': [2], 'data_offsets': [0, 8]}} | tensor a: F16 of shape [2] does not fill bytes 0 to 8, 8 in all",
                "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0]}} | tensor a: data_offsets: expected 2 numbers, found 1",
                "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [8, 0]}} | tensor a: bytes 8 to 0 do not lie within the 8 bytes after the header",
                "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [8, 16]}} | tensor a: bytes 8 to 16 do not lie within the 8 bytes after the header",
                "{'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [0, 4]}, 'b': {'dtype': 'U8', 'shape': [5], 'data_offsets': [3, 8]}} | tensor b: its bytes overlap those of tensor a",
                "{'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [0, 4]}, 'b': {'dtype': 'U8', 'shape': [3], 'data_offsets': [5, 8]}} | tensor b: 1 bytes before it belong to no tensor",
                "{'a': {'dtype': 'U8', 'shape': [7], 'data_offsets': [0, 7]}} | 1 bytes at its end belong to no tensor",
            })
    void whatDoesNotHoldTogetherIsRefused(String header, String message) {
        assertRefused(file(header.replace('\'', '"'), 8), message);
    }

    /** Widths as safetensors 0.8 has them. */
    @ParameterizedTest
    @CsvSource({
        "BOOL, 8", "F4, 4", "F6_E2M3, 6", "F6_E3M2, 6", "U8, 8", "I8, 8", "F8_E5M2, 8", "F8_E4M3, 8", "F8_E8M0, 8",
        "F8_E4M3FNUZ, 8", "F8_E5M2FNUZ, 8", "I16, 16", "U16, 16", "F16, 16", "BF16, 16", "I32, 32", "U32, 32",
                "F32, 32",
        "C64, 64", "F64, 64", "I64, 64", "U64, 64"
    })
    void tensorsOfEveryTypeAreOpened(String type, int bits) {
        int bytes = 4 * bits / 8;
        String entry = "{'dtype': '" + type + "', 'shape': %s, 'data_offsets': [%d, %d]}";
        SafeTensors file = read(
                "{'whole': " + entry.formatted("[2, 2]", 0, bytes) + ", 'none': "
                        + entry.formatted("[0, 7]", bytes, bytes) + ", " + A.replace("0, 8", bytes + ", " + (bytes + 8))
                        + "}",
                bytes + 8);
        StoredTensor whole = file.tensors().get("whole");
        assertThat(whole.type()).hasToString(type);
        assertThat(whole.type().bits()).isEqualTo(bits);
        assertThat(whole.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(whole.bytes().byteSize()).isEqualTo(bytes);
        assertThat(file.tensors().get("none").bytes().byteSize()).isZero();
        assertThat(file.weights().get("a", 2)).as("the others are read").isNotNull();

        boolean readable =
                Stream.of(DType.values()).anyMatch(dtype -> dtype.name().equals(type));
        if (readable) {
            assertThat(file.weights().get("whole", 2, 2).byteSize()).isEqualTo(bytes);
        } else {
            assertThatThrownBy(() -> file.weights().get("whole", 2, 2))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("x: tensor whole: weights of type " + type + " are not supported");
            assertThatThrownBy(whole::tensor)
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("tensor whole: weights of type " + type + " are not supported");
        }
    }

    @Test
    void everyTypeOfAWeightIsAType() {
        assertThat(ElementType.ofSafeTensors()).hasSize(22);
        assertThat(Stream.of(DType.values()).map(ElementType::of).map(ElementType::dtype))
                .containsExactlyElementsOf(
                        Stream.of(DType.values()).map(Optional::of).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null                    | {}",
                "{}                      | {}",
                "{'k': null}             | {k=null}",
                "{'k': 1.5}              | {k=1.5}",
                "{'k': true, 'l': 'v'}   | {k=true, l=v}",
                "{'k': [1, {'a': null}]} | {k=[1,{\"a\":null}]}",
                "{'': ''}                | {=}"
            })
    void metadataMayHoldAnything(String metadata, String expected) {
        assertThat(read("{'__metadata__': " + metadata + ", " + A + "}", 8).metadata())
                .hasToString(expected);
    }

    @Test
    void scalarsHaveNoDimensionAndAnyAlignment() {
        SafeTensors file = read(
                "{'u': {'dtype': 'U8', 'shape': [], 'data_offsets': [0, 1]}, 's': {'dtype': 'F32', 'shape': [], 'data_offsets': [1, 5]},"
                        + " 'm': {'dtype': 'BF16', 'shape': [1, 1], 'data_offsets': [5, 7]}}" + " ".repeat(100) + "\n",
                7);
        assertThat(file.weights().get("s").toFloats()).containsExactly(0);
        assertThat(file.weights().get("m", 1, 1).toFloats()).containsExactly(0);
    }

    @Test
    void whatIsNoSafetensorsFileIsRefused() {
        assertRefused(new byte[7], "not a safetensors file: expected at least 8 bytes, found 7");
        for (long length : new long[] {4, 1L << 40, -1, Long.MIN_VALUE}) {
            byte[] file = ByteBuffer.allocate(11)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            assertRefused(
                    file,
                    "not a safetensors file, or cut short: a header of " + Long.toUnsignedString(length)
                            + " bytes in a file of 11");
        }
        assertRefused(
                "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII),
                "only a pointer to the file: 'git lfs pull' brings the file itself");
        assertRefused(file(" ".repeat((16 << 20) + 1), 0), "header: 16777217 bytes, more than the limit of 16777216");
        byte[] latin1 = file("{\"a\": 1}", 0);
        latin1[10] = (byte) 0xE9;
        assertRefused(latin1, "header: not UTF-8");
    }

    @Test
    void namesCannotBreakTheLine() {
        assertRefused(
                file("{\"a\\nb\": 7}", 0),
                "tensor a\\u000ab: expected an object with dtype, shape and data_offsets, found 7");
        assertThatThrownBy(() -> read("{'" + "x".repeat(5000) + "': 7}", 0))
                .message()
                .hasSize(603)
                .endsWith("xxx...");
    }

    @Test
    void nestingHasAnEnd() {
        assertThatThrownBy(() -> read("{'a': " + "[".repeat(100_000), 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("header: not valid JSON");
    }

    @Test
    void whatCannotBeOpenedIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> SafeTensors.open(folder.resolve("none")))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder.resolve("none") + ": cannot be read: no such file or folder");
        assertThatThrownBy(() -> SafeTensors.open(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder + ": expected a file, found a folder");
    }

    private static SafeTensors read(String header, int dataBytes) {
        return SafeTensors.of("x", MemorySegment.ofArray(file(header.replace('\'', '"'), dataBytes)));
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> SafeTensors.of("x", MemorySegment.ofArray(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x: " + message);
    }

    static byte[] file(String header, int dataBytes) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
