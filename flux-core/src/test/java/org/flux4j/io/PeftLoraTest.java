package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flux4j.contract.Data.weight;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeftLoraTest {
    private static final int C = 6;
    private static final int RANK = 2;

    @TempDir
    private Path folder;

    private final Weight down = weight(1, RANK, C);

    private SafeTensors written(String layer, Weight up) {
        Path file = folder.resolve("lora.safetensors");
        PeftLora.write(file, Map.of(layer, Update.lowRank(down, up, 1.5f)), Map.of("format", "pt"));
        return SafeTensors.open(file);
    }

    private static float[] floats(SafeTensors file, String name) {
        return file.tensors().get(name).tensor().data();
    }

    @Test
    void aLayerHasDownUpAndAlpha() {
        Weight up = weight(2, 5, RANK);
        SafeTensors file = written("double_blocks.7.img_mlp.0", up);
        String module = "transformer.transformer_blocks.7.ff.net.0.proj.";
        assertThat(file.metadata()).isEqualTo(Map.of("format", "pt"));
        assertThat(file.tensors().keySet())
                .containsExactlyInAnyOrder(module + "lora_A.weight", module + "lora_B.weight", module + "alpha");
        assertThat(floats(file, module + "lora_A.weight")).containsExactly(down.toFloats());
        assertThat(floats(file, module + "lora_B.weight")).containsExactly(up.toFloats());
        assertThat(floats(file, module + "alpha")).containsExactly(1.5f * RANK);
        assertThat(file.tensors().get(module + "alpha").shape()).isEqualTo(Shape.of());
    }

    @Test
    void aJoinedLayerIsSplit() {
        int mlp = 9;
        Weight up = weight(2, 3 * C + mlp, RANK);
        SafeTensors file = written("single_blocks.3.linear1", up);
        int from = 0;
        for (String part : List.of("attn.to_q", "attn.to_k", "attn.to_v", "proj_mlp")) {
            String module = "transformer.single_transformer_blocks.3." + part;
            int to = from + (part.equals("proj_mlp") ? mlp : C);
            assertThat(floats(file, module + ".lora_A.weight")).containsExactly(down.toFloats());
            assertThat(floats(file, module + ".lora_B.weight"))
                    .containsExactly(Arrays.copyOfRange(up.toFloats(), from * RANK, to * RANK));
            from = to;
        }
        assertThat(file.tensors()).hasSize(4 * 3);
    }

    /** diffusers stores (scale, shift), the official file (shift, scale). */
    @Test
    void halvesOfTheLastLayerAreSwapped() {
        Weight up = weight(2, 2 * C, RANK);
        SafeTensors file = written("final_layer.adaLN_modulation.1", up);
        float[] found = floats(file, "transformer.norm_out.linear.lora_B.weight");
        float[] official = up.toFloats();
        assertThat(Arrays.copyOfRange(found, 0, C * RANK))
                .containsExactly(Arrays.copyOfRange(official, C * RANK, 2 * C * RANK));
        assertThat(Arrays.copyOfRange(found, C * RANK, 2 * C * RANK))
                .containsExactly(Arrays.copyOfRange(official, 0, C * RANK));
        assertThat(floats(file, "transformer.norm_out.linear.lora_A.weight")).containsExactly(down.toFloats());
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written("double_blocks.7.img_mlp.1", down))
                .withMessage("no linear layer double_blocks.7.img_mlp.1 in the transformer");
        Map<String, Update> difference = Map.of("img_in", new Update(List.of(), List.of(down), 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeftLora.write(folder.resolve("x"), difference, Map.of()))
                .withMessage("img_in: expected a low-rank update of all rows");
    }

    @Test
    void updatesMustFitTheirLayers() {
        Weights weights = Fixtures.open("transformer.official.safetensors").weights();
        assertThatThrownBy(() -> new UpdatedWeights(weights, Map.of("img_inn", List.of(Update.lowRank(down, down, 1)))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("transformer.official.safetensors: no linear layer img_inn to update");
        Shape shape = weights.find("img_in.weight").shape();
        assertThatThrownBy(() -> new UpdatedWeights(weights, Map.of("img_in", List.of(Update.lowRank(down, down, 1)))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("transformer.official.safetensors: linear layer img_in of shape " + shape
                        + ": an update of shape [2, 6] from row 0 on does not fit");
    }
}
