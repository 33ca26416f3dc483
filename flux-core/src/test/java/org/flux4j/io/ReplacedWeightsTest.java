package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplacedWeightsTest {
    private static final Path TESTDATA = Path.of("..", "testdata");

    @TempDir
    private Path temporary;

    /** Weights that are the negatives of others. */
    private record Negatives(Weights weights) implements Weights {
        @Override
        public String source() {
            return weights.source();
        }

        @Override
        public Set<String> names() {
            return weights.names();
        }

        @Override
        public Weight find(String name) {
            float[] elements = weights.find(name).toFloats();
            for (int i = 0; i < elements.length; i++) {
                elements[i] = -elements[i];
            }
            return Weight.of(weights.find(name).shape(), elements);
        }
    }

    /** In F32, in BF16, in shards, and under official names. */
    @ParameterizedTest
    @ValueSource(strings = {"tiny-schnell", "tiny-random", "tiny-dev", "tiny-official"})
    void whatIsWrittenIsReadAgain(String model) {
        ModelFolder folder = ModelFolder.open(TESTDATA.resolve(model));
        WeightFile transformer = folder.weightFiles().get("transformer");
        Path file = temporary.resolve("transformer.safetensors");
        Weights expected = new Negatives(folder.transformer());
        ReplacedWeights.write(file, transformer, folder.transformer(), expected);

        SafeTensors written = SafeTensors.open(file);
        assertThat(written.tensors().keySet())
                .containsExactlyInAnyOrderElementsOf(transformer.tensors().keySet());
        assertThat(written.metadata()).isEqualTo(transformer.metadata());
        Weights found = OfficialNames.transformer(written.weights());
        assertThat(found.names()).isEqualTo(expected.names()).isNotEmpty();
        for (String name : found.names()) {
            assertThat(found.find(name).toFloats())
                    .as(name)
                    .isEqualTo(expected.find(name).toFloats());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-schnell", "tiny-official"})
    void theAutoencoderToo(String model) {
        ModelFolder folder = ModelFolder.open(TESTDATA.resolve(model));
        Path file = temporary.resolve("vae.safetensors");
        Weights expected = new Negatives(folder.vae());
        ReplacedWeights.write(file, folder.weightFiles().get("vae"), folder.vae(), expected);
        Weights found = OfficialNames.autoEncoder(SafeTensors.open(file).weights());
        for (String name : expected.names()) {
            assertThat(found.find(name).toFloats())
                    .as(name)
                    .isEqualTo(expected.find(name).toFloats());
        }
    }
}
