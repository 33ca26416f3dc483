package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** GGUF files: those that the gguf package wrote, our own, and what is wrong with others. */
class GgufTest {
    private static final Path WEIGHTS = Path.of("../testdata/weights");
    private static final Path KONTEXT = Path.of("../testdata/tiny-kontext");

    @TempDir
    private Path temporary;

    @Test
    void aFileOfTheGgufPackage() {
        WeightFile file = WeightFile.open(WEIGHTS.resolve("t5-blocks-of-32.gguf"));
        assertThat(file.metadata())
                .containsExactly(
                        Map.entry("general.architecture", "t5encoder"),
                        Map.entry("general.quantization_version", "2"),
                        Map.entry("general.file_type", "7"));
        StoredTensor embedding = file.tensors().get("token_embd.weight");
        assertThat(embedding.shape()).isEqualTo(Shape.of(344, 128));
        assertThat(embedding.dtype()).isEqualTo(DType.Q8_0);
        assertThat(OfficialNames.t5(file.weights()).names())
                .contains("shared.weight", "encoder.block.1.layer.1.DenseReluDense.wi_0.weight")
                .hasSize(21);
    }

    /** The file was made from tiny-kontext: so the same numbers must become the same bytes, in every type of 32 weights. */
    @Test
    void numbersAreStoredAsTheGgufPackageStoresThem() {
        WeightFile expected = WeightFile.open(WEIGHTS.resolve("transformer-blocks-of-32.gguf"));
        Weights source = ModelFolder.open(KONTEXT).transformer();
        assertThat(expected.tensors().values().stream().map(StoredTensor::dtype).distinct())
                .containsExactlyInAnyOrder(
                        DType.F32, DType.BF16, DType.Q8_0, DType.Q4_0, DType.Q4_1, DType.Q5_0, DType.Q5_1);
        expected.tensors().forEach((name, tensor) -> {
            Weight weight = source.find(name);
            MemorySegment found = stored(weight.toFloats(), tensor.dtype());
            assertThat(found.mismatch(tensor.bytes())).as(name).isEqualTo(-1);
        });
    }

    /** In types that no other program writes for us: the error is at most a step and a half, of the coarser scales. */
    @ParameterizedTest
    @EnumSource(names = {"Q4_K", "Q5_K"})
    void blocksOf256AreAlmostTheNumbers(DType type) {
        float[] numbers = new float[1024];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) Math.sin(i * 0.37) * (i < 512 ? 1 : 0.1f) + (i % 256 < 128 ? 0.3f : 0);
        }
        float[] back = Weight.of(Shape.of(1024), type, stored(numbers, type)).toFloats();
        double step = 2.6 / (type == DType.Q4_K ? 15 : 31);
        for (int i = 0; i < numbers.length; i++) {
            assertThat((double) Math.abs(back[i] - numbers[i])).as("%s", i).isLessThan(i < 512 ? step : 0.3 * step);
        }
        assertThat(Weight.of(Shape.of(256), type, stored(new float[256], type)).toFloats())
                .containsOnly(0);
    }

    private static MemorySegment stored(float[] numbers, DType type) {
        ByteBuffer bytes = ByteBuffer.allocate((int) type.byteSize(numbers.length));
        new Quantiser(type, bytes).put(numbers, 0, numbers.length);
        return MemorySegment.ofArray(bytes.array());
    }

    @ParameterizedTest
    @CsvSource({"Q8_0, 0.01", "Q5_1, 0.06", "BF16, 0.004", "F16, 0.001", "F32, 0"})
    void aConvertedModelIsReadAgain(DType type, double tolerance) {
        for (ModelPart part : List.of(ModelPart.TRANSFORMER, ModelPart.TEXT_ENCODER_2)) {
            Path from = Path.of(
                    ModelFolder.open(KONTEXT).weightFiles().get(part.folder()).source());
            Path to = temporary.resolve(part + ".gguf");
            Conversion.convert(from, type, to);
            WeightFile file = WeightFile.open(to);
            Weights expected = part.official(WeightFile.open(from).weights());
            Weights found = part.official(file.weights());
            assertThat(file.metadata()).containsEntry("general.quantization_version", "2");
            assertThat(found.names()).hasSizeGreaterThan(20).isSubsetOf(expected.names());
            for (String name : found.names()) {
                Weight weight = expected.find(name);
                float[] numbers = weight.toFloats();
                float[] back = found.get(name, weight.shape().toArray()).toFloats();
                double largest = 0;
                double error = 0;
                for (int i = 0; i < numbers.length; i++) {
                    largest = Math.max(largest, Math.abs(numbers[i]));
                    error = Math.max(error, Math.abs(numbers[i] - back[i]));
                }
                assertThat(error).as(name).isLessThanOrEqualTo(tolerance * largest);
            }
        }
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll() throws IOException {
        Path to = Files.writeString(temporary.resolve("x.gguf"), "before");
        Path t5 = KONTEXT.resolve("text_encoder_2/model.safetensors");
        assertThatThrownBy(() -> Conversion.convert(t5, DType.Q4_K, to))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith(
                        "of shape [128, 128] cannot be stored as Q4_K: expected rows of a multiple of 256");
        assertThatThrownBy(() ->
                        Conversion.convert(KONTEXT.resolve("vae/diffusion_pytorch_model.safetensors"), DType.F32, to))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith(
                        "expected a FLUX transformer or a T5 encoder, found FLUX autoencoder, diffusers names");
        assertThat(to).hasContent("before");
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).containsExactly(to);
        }
    }

    @Test
    void everyKindOfMetadataIsRead() {
        MemorySegment file = file(0, 5, header -> {
            put(header, "u8").putInt(0).put((byte) 255);
            put(header, "bool").putInt(7).put((byte) 1);
            put(header, "f64").putInt(12).putDouble(0.5);
            put(header, "list").putInt(9).putInt(5).putLong(2).putInt(-1).putInt(7);
            put(header, "many").putInt(9).putInt(2).putLong(40).put(new byte[80]);
        });
        assertThat(Gguf.of("x", file).metadata())
                .isEqualTo(Map.of("u8", "255", "bool", "true", "f64", "0.5", "list", "[-1, 7]", "many", "40 elements"));
    }

    @Test
    void theOriginalShapeOfAFlattenedTensorIsRead() {
        MemorySegment file = file(1, 1, header -> {
            put(header, "comfy.gguf.orig_shape.a")
                    .putInt(9)
                    .putInt(5)
                    .putLong(2)
                    .putInt(2)
                    .putInt(4);
            tensor(header, "a", 0, 0, 8);
        });
        assertThat(Gguf.of("x", file).tensors().get("a").shape()).isEqualTo(Shape.of(2, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "16 |  0 | 32 | tensor a: weights of type IQ2_XXS are not supported",
                "39 |  0 | 32 | tensor a: weights of type MXFP4 are not supported",
                "99 |  0 | 32 | tensor a: there is no type 99",
                " 8 |  0 | 33 | tensor a: Q8_0: expected rows of a multiple of 32, found 33",
                " 0 |  4 |  1 | tensor a: offset 4 is not a multiple of 32",
                " 0 | 64 |  1 | tensor a: byte 64 of 32: the file is cut short, or damaged: F32 of shape [1] does not lie within it",
                " 0 |  0 |  9 | tensor a: byte 0 of 32: the file is cut short, or damaged: F32 of shape [9] does not lie within it"
            })
    void tensorsThatAreRefused(int type, long offset, long size, String message) {
        assertRefused(file(1, 0, header -> tensor(header, "a", type, offset, size)), "x: " + message);
    }

    @Test
    void headersThatAreRefused() {
        MemorySegment small = file(0, 0, header -> {});
        assertRefused(small.asSlice(0, 3), "x: not a GGUF file");
        assertRefused(small.asSlice(0, 20), "x: cut short: the header needs 8 bytes from byte 16 on, the file has 20");
        assertRefused(version(1), "x: GGUF version: expected 2 or 3, found 1");
        assertRefused(version(0x03000000), "x: a big-endian GGUF file: expected a little-endian one");
        assertThat(Gguf.of("x", version(2)).tensors()).isEmpty();
        assertRefused(
                file(2, 0, header -> {
                    tensor(header, "a", 0, 0, 4);
                    tensor(header, "b", 0, 0, 4);
                }),
                "x: tensor b: its bytes overlap those of another tensor");
        assertRefused(
                file(2, 0, header -> {
                    tensor(header, "a", 0, 0, 0);
                    tensor(header, "a", 0, 0, 0);
                }),
                "x: tensor a: there are two of this name");
        assertRefused(
                file(0, 1, header -> put(header, "general.alignment").putInt(4).putInt(48)),
                "x: general.alignment: expected a power of two, found 48");
        assertRefused(
                file(0, 1, header -> put(header, "k").putInt(8).putLong(1L << 40)),
                "x: a string of 1099511627776 bytes, more than the limit of 1073741824");
    }

    private static void assertRefused(MemorySegment file, String message) {
        assertThatThrownBy(() -> Gguf.of("x", file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    private static MemorySegment version(int version) {
        MemorySegment file = file(0, 0, header -> {});
        file.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).putInt(4, version);
        return file;
    }

    /** Returns a file with 32 bytes of data. */
    static MemorySegment file(int tensors, int entries, Consumer<ByteBuffer> rest) {
        ByteBuffer header = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
        header.put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putLong(tensors)
                .putLong(entries);
        rest.accept(header);
        byte[] file = new byte[Math.ceilDiv(header.position(), 32) * 32 + (tensors > 0 ? 32 : 0)];
        header.flip().get(file, 0, header.limit());
        return MemorySegment.ofArray(file);
    }

    static ByteBuffer put(ByteBuffer header, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return header.putLong(bytes.length).put(bytes);
    }

    static void tensor(ByteBuffer header, String name, int type, long offset, long... sizes) {
        put(header, name).putInt(sizes.length);
        for (long size : sizes) {
            header.putLong(size);
        }
        header.putInt(type).putLong(offset);
    }
}
