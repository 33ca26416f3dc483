package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.flux4j.Allocated;
import org.flux4j.BadInputException;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files are read or refused with a {@link BadInputException} of one line, and what is allocated on the way is
 * bounded by the size of the file, whatever sizes the file claims.
 */
class FuzzTest {
    /** The allocation that the first calls may add: classes, stack traces, buffers of the parser. */
    private static final long STARTING = 8 << 20;

    /** The bytes of a tree for each byte of JSON: 40 were measured, for lists of empty strings. */
    private static final long PER_BYTE = 64;

    private static final int MAX = Integer.MAX_VALUE;

    private static final byte[] FORMAT = "{\"format\": \"float8_e4m3fn\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private int read;
    private int refused;

    @Test
    void safetensors() {
        byte[] file = smallFile();
        Mutations mutations = new Mutations(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = mutations.safetensors(file);
            attempt(() -> {
                SafeTensors tensors = readBounded(damaged);
                readAll(tensors, damaged.length);
            });
        }
        assertThat(read).isGreaterThan(50);
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void gguf() {
        byte[] file = GgufTest.file(3, 2, header -> {
                    GgufTest.put(header, "general.alignment").putInt(4).putInt(32);
                    GgufTest.put(header, "words").putInt(9).putInt(8).putLong(2);
                    GgufTest.put(GgufTest.put(header, "a"), "b");
                    GgufTest.tensor(header, "double_blocks.0.img_mod.lin.bias", 0, 0, 2);
                    GgufTest.tensor(header, "half", 1, 0, 0, 4);
                    GgufTest.tensor(header, "token_embd.weight", 0, 0, 0);
                })
                .toArray(ValueLayout.JAVA_BYTE);
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(file, i % 3 == 0 ? random.nextInt(file.length) : file.length);
            for (int flips = random.nextInt(4); flips >= 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (random.nextBoolean() ? 1 << random.nextInt(8) : -1);
            }
            attempt(() -> {
                long before = Allocated.bytes();
                try {
                    Gguf read = Gguf.of("x", MemorySegment.ofArray(damaged));
                    read.tensors().values().forEach(StoredTensor::tensor);
                } finally {
                    assertThat(Allocated.bytes() - before).isLessThan(STARTING + PER_BYTE * damaged.length);
                }
            });
        }
        assertThat(read).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "1e9",
                "\"\"",
                "[1,2]",
                "{\"\":0}",
                "{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,0]}"
            })
    void largeHeaders(String value) {
        StringBuilder list = new StringBuilder("{\"l\":[0");
        StringBuilder object = new StringBuilder("{\"k\":0");
        for (int i = 0; i < 50_000; i++) {
            list.append(',').append(value);
            object.append(",\"").append(i).append("\":").append(value);
        }
        attempt(() -> readBounded(SafeTensorsHeaderTest.file(list + "]}", 0)));
        attempt(() -> readBounded(SafeTensorsHeaderTest.file(object + "}", 0)));
        assertThat(refused).isEqualTo(2);
    }

    @Test
    void shardIndex() throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");
        Files.write(folder.resolve("a.safetensors"), smallFile());
        String json =
                "{\"metadata\": {\"total_size\": 48}, \"weight_map\": {\"ids\": \"a.safetensors\", \"pixels\": \"a.safetensors\"}}";
        Mutations mutations = new Mutations(2);
        for (int i = 0; i < 2_000; i++) {
            Files.writeString(index, mutations.json(json), StandardCharsets.UTF_8);
            attempt(() -> SafeTensors.open(index));
        }
        assertThat(read).isGreaterThan(100);
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void modelFolder() throws IOException {
        TestFolder model = TestFolder.diffusers(folder);
        model.json("kontext_resolutions.json", "[[64, 96], [80, 80]]");
        List<String> files = List.of(
                "model_index.json",
                "transformer/config.json",
                "scheduler/scheduler_config.json",
                "kontext_resolutions.json");
        Mutations mutations = new Mutations(3);
        for (int i = 0; i < 200; i++) {
            Path file = folder.resolve(files.get(i % files.size()));
            String json = Files.readString(file);
            Files.writeString(file, mutations.json(json));
            attempt(() -> ModelFolder.open(folder));
            Files.writeString(file, json);
        }
        assertThat(read).isGreaterThan(10);
        assertThat(refused).isGreaterThan(50);
    }

    /** Known names with wrong shapes. The absurd ones have no elements, so they need no bytes. */
    @Test
    void shapesUnderKnownNames() {
        int[][] shapes = {
            {}, {0}, {1}, {7}, {3, 5}, {5, 0}, {0, 5}, {MAX, 0}, {MAX, MAX, 1, 0}, {1, MAX, MAX, 2, 0}, {2, 2, 2}
        };
        Random random = new Random(4);
        for (String name : List.of("transformer.diffusers.safetensors", "vae.diffusers.safetensors")) {
            Map<String, StoredTensor> stored = Fixtures.open(name).tensors();
            for (int i = 0; i < 100; i++) {
                Map<String, StoredTensor> changed = new TreeMap<>();
                boolean all = random.nextBoolean();
                int[] chosen = shapes[random.nextInt(shapes.length)];
                stored.forEach((key, tensor) -> {
                    Shape shape =
                            Shape.of(all || random.nextBoolean() ? chosen : shapes[random.nextInt(shapes.length)]);
                    MemorySegment bytes = MemorySegment.ofArray(new byte[(int) shape.count()]);
                    changed.put(key, new StoredTensor(key, DType.U8, shape, bytes));
                });
                Weights raw = new SafeTensors(name, Map.of(), changed).weights();
                Weights weights =
                        name.startsWith("vae") ? OfficialNames.autoEncoder(raw) : OfficialNames.transformer(raw);
                weights.names().forEach(key -> attempt(() -> weights.get(key, 3, 5)));
            }
        }
        assertThat(read).isGreaterThan(100);
        assertThat(refused).isGreaterThan(1_000);
    }

    /** Damaged in its header, and with names and shapes of other tensors. */
    @Test
    void loras() {
        Weights transformer = Fixtures.open("transformer.official.safetensors").weights();
        byte[] file = smallLora();
        Mutations mutations = new Mutations(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = mutations.safetensors(file);
            attempt(() -> {
                Lora lora = Lora.of(readBounded(damaged));
                lora.parts();
                lora.unused(transformer, transformer);
                Weights applied = lora.textEncoder(lora.transformer(transformer, 0.5f), 0.5f);
                applied.names().forEach(name -> {
                    applied.find(name).toFloats();
                    applied.updates(name)
                            .forEach(update -> assertThat(update.shape().dim(0))
                                    .isLessThanOrEqualTo(applied.find(name).dim(0)));
                });
            });
        }
        assertThat(read).isGreaterThan(50);
        assertThat(refused).isGreaterThan(2_000);
    }

    private byte[] smallLora() {
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("transformer.transformer_blocks.0.attn.to_k.lora_A.weight", Tensor.zeros(1, 8));
        tensors.put("transformer.transformer_blocks.0.attn.to_k.lora_B.weight", Tensor.zeros(8, 1));
        tensors.put("transformer.transformer_blocks.0.attn.to_k.alpha", Tensor.scalar(2));
        tensors.put("norm_out.linear.lokr_w1_a", Tensor.zeros(2, 1));
        tensors.put("norm_out.linear.lokr_w1_b", Tensor.zeros(1, 2));
        tensors.put("norm_out.linear.lokr_w2", Tensor.zeros(8, 4));
        tensors.put("lora_unet_img_in.diff", Tensor.zeros(8, 4));
        tensors.put("lora_unet_img_in.diff_b", Tensor.zeros(8));
        tensors.put("double_blocks.0.img_attn.norm.key_norm.scale", Tensor.zeros(4));
        List<StoredTensor> stored = tensors.entrySet().stream()
                .map(entry -> StoredTensor.of(entry.getKey(), entry.getValue()))
                .toList();
        String config = "{\"transformer.lora_alpha\": 2, \"transformer.alpha_pattern\": {\"to_q\": 1}}";
        return bytes(stored, Map.of("lora_adapter_metadata", config));
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
            read++;
        } catch (BadInputException e) {
            assertThat(e.getMessage()).hasLineCount(1).hasSizeLessThan(700);
            refused++;
        }
    }

    /** Reads a file, and checks that no more is allocated than a multiple of its size and the allocation of first calls. */
    private static SafeTensors readBounded(byte[] file) {
        long before = Allocated.bytes();
        try {
            return SafeTensors.of("x", MemorySegment.ofArray(file));
        } finally {
            assertThat(Allocated.bytes() - before).isLessThan(STARTING + PER_BYTE * file.length);
        }
    }

    private static void readAll(SafeTensors file, int size) {
        long total = 0;
        for (StoredTensor tensor : file.tensors().values()) {
            total += tensor.bytes().byteSize();
            assertThat(tensor.tensor().data()).hasSize((int) tensor.shape().count());
        }
        assertThat(total).isLessThan(size);
        List.of(OfficialNames.clip(file.weights()), OfficialNames.t5(file.weights()))
                .forEach(weights -> weights.names().forEach(weights::find));
    }

    private byte[] smallFile() {
        return bytes(
                List.of(
                        StoredTensor.ofLongs("ids", Shape.of(1, 2), 3, -4),
                        StoredTensor.of("embeddings.token_embedding.weight", Tensor.zeros(2, 3)),
                        StoredTensor.of("shared.weight", Tensor.zeros(2)),
                        new StoredTensor("q.weight", DType.F8_E4M3, Shape.of(2, 3), MemorySegment.ofArray(new byte[6])),
                        StoredTensor.of("q.weight_scale", Tensor.zeros(2)),
                        StoredTensor.ofBytes("q.comfy_quant", Shape.of(FORMAT.length), FORMAT),
                        new StoredTensor("half", DType.BF16, Shape.of(0), MemorySegment.ofArray(new byte[0])),
                        StoredTensor.ofBytes("pixels", Shape.of(3), new byte[3])),
                Map.of("format", "pt", "op", "linear"));
    }

    private byte[] bytes(List<StoredTensor> tensors, Map<String, String> metadata) {
        Path file = folder.resolve("small.safetensors");
        SafeTensorsWriter.write(file, tensors, metadata);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
