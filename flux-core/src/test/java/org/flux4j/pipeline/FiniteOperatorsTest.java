package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.flux4j.BadInputException;
import org.flux4j.io.StoredTensor;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in a model that are not finite end a run in its first step, with a line that says where they are. */
class FiniteOperatorsTest {
    private static final short INFINITY = 0x7F80; // in bfloat16, as the two below
    private static final short NAN = 0x7FC0;
    private static final short LARGE = 0x7F7F;

    private ModelCopy model;
    private int steps;

    @BeforeEach
    void copyTheModel(@TempDir Path folder) throws IOException {
        model = ModelCopy.of("tiny-random", folder);
    }

    @ParameterizedTest
    @CsvSource({
        "transformer, x_embedder.weight, 'denoise, step.0, transformer, linear'",
        "transformer, transformer_blocks.1.attn.to_k.weight, 'denoise, step.0, transformer, double_blocks.1, linear'",
        "transformer, single_transformer_blocks.0.attn.norm_q.weight,"
                + " 'denoise, step.0, transformer, single_blocks.0, split_qkv'",
        "vae, encoder.conv_in.weight, 'vae, encoder, conv2d'",
        "vae, decoder.conv_out.bias, 'vae, decoder, group_norm_silu_conv2d'",
        "text_encoder, final_layer_norm.bias, 'text_encoder, layer_norm'",
        "text_encoder_2, encoder.block.1.layer.1.DenseReluDense.wo.weight, 'text_encoder_2, encoder.block.1, linear'",
    })
    void theWeightIsNamed(String part, String name, String place) throws IOException {
        for (short bits : new short[] {INFINITY, NAN}) {
            damage(part, name, bits);
            assertThatThrownBy(this::edit)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageMatching("tensor .*\\b" + Pattern.quote(name) + "\\b.*: expected finite numbers, found "
                            + Float.intBitsToFloat(bits << 16) + Pattern.quote(" (met in " + place + ")"));
            assertThat(steps).isEqualTo(name.startsWith("decoder") ? 2 : 0);
        }
    }

    @Test
    void numbersThatGrowTooLargeAreSaid() throws IOException {
        damage("transformer", "context_embedder.weight", LARGE);
        assertThatThrownBy(this::edit)
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("the weights make numbers too large for float32: expected finite ones, found ")
                .hasMessageEndingWith(" (met in denoise, step.0, transformer, linear)");
        assertThat(steps).isZero();
    }

    private Picture edit() {
        steps = 0;
        return FluxPipeline.builder()
                .model(model.folder())
                .prompt("a hat")
                .reference(Picture.black(16, 16))
                .referenceSize(new Resolution(16, 16))
                .size(new Resolution(16, 16))
                .textTokens(8)
                .steps(2)
                .listener(new Listener() {
                    @Override
                    public void step(int step, int count, Supplier<Picture> preview) {
                        steps = step;
                    }
                })
                .build()
                .run();
    }

    /** Sets the bits of the first element of a bfloat16 tensor. */
    private void damage(String part, String name, short bits) throws IOException {
        String file = part.startsWith("text") ? "model.safetensors" : "diffusion_pytorch_model.safetensors";
        model.change(
                part + "/" + file,
                tensors -> tensors.computeIfPresent(name, (key, tensor) -> {
                    MemorySegment bytes = MemorySegment.ofArray(tensor.bytes().toArray(ValueLayout.JAVA_BYTE));
                    bytes.set(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0, bits);
                    return new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), bytes);
                }));
    }
}
