package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluxParamsTest {
    private static final FluxParams DEV =
            new FluxParams(64, 64, 768, 4096, 3072, 4, 24, 19, 38, List.of(16, 56, 56), 10_000, true, true);

    private static final String OFFICIAL = """
            {"in_channels": 64, "out_channels": 64, "vec_in_dim": 768, "context_in_dim": 4096, "hidden_size": 3072,
             "mlp_ratio": 4.0, "num_heads": 24, "depth": 19, "depth_single_blocks": 38, "axes_dim": [16, 56, 56],
             "theta": 10000, "qkv_bias": true, "guidance_embed": true}""";

    /** As it lies in the folder of FLUX.1-dev. */
    private static final String DIFFUSERS = """
            {"_class_name": "FluxTransformer2DModel", "attention_head_dim": 128, "guidance_embeds": true,
             "in_channels": 64, "joint_attention_dim": 4096, "num_attention_heads": 24, "num_layers": 19,
             "num_single_layers": 38, "patch_size": 1, "pooled_projection_dim": 768}""";

    @Test
    void official() {
        assertThat(official(OFFICIAL)).isEqualTo(DEV);
    }

    @Test
    void diffusers() {
        assertThat(diffusers(DIFFUSERS)).isEqualTo(DEV);
        String schnell = DIFFUSERS.replace("true", "false");
        assertThat(diffusers(schnell).guidanceEmbed()).isFalse();
        String small =
                DIFFUSERS.replace("128", "16").replace("{", "{\"axes_dims_rope\": [4, 6, 6], \"out_channels\": 8,");
        assertThat(diffusers(small).axesDim()).containsExactly(4, 6, 6);
        assertThat(diffusers(small).hiddenSize()).isEqualTo(384);
        assertThat(diffusers(small).outChannels()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guidance_embeds", "out_channels", "axes_dims_rope", "patch_size"})
    void whatMayBeMissingMayBeNull(String field) {
        String json = DIFFUSERS.replace("true", "false").replace("{", "{\"axes_dims_rope\": [16, 56, 56], ");
        OptionalFields.assertOptional(field, json.replace("{", "{\"out_channels\": 64, "), FluxParams::fromDiffusers);
    }

    @Test
    void inferredFromShapes() {
        for (FluxParams params : List.of(Samples.DEV, Samples.SCHNELL)) {
            InventedWeights weights = new InventedWeights(7);
            new FluxTransformer(params, weights);
            assertThat(FluxParams.infer(weights.fixed())).isEqualTo(params);
        }
    }

    @Test
    void nothingToInferFrom() {
        assertThatThrownBy(() -> FluxParams.infer(new InventedWeights(7)))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage("test.safetensors: no tensor img_in.weight to infer the size of the model from");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"num_heads\": 24    | \"heads\": 24           | FluxParams: no field num_heads",
                "\"num_heads\": 24    | \"num_heads\": null     | FluxParams: no field num_heads",
                "\"num_heads\": 24    | \"num_heads\": \"24\"   | FluxParams: num_heads: expected a whole number from 1 to 16777216, found \"24\"",
                "\"num_heads\": 24    | \"num_heads\": 0        | FluxParams: num_heads: expected a whole number from 1 to 16777216, found 0",
                "\"depth\": 19        | \"depth\": -1           | FluxParams: depth: expected a whole number from 0 to 16777216, found -1",
                "\"depth\": 19        | \"depth\": 1e99         | FluxParams: depth: expected a whole number from 0 to 16777216, found 1.0E99",
                "\"depth\": 19        | \"depth\": 99999999999  | FluxParams: depth: expected a whole number from 0 to 16777216, found 99999999999",
                "\"mlp_ratio\": 4.0   | \"mlp_ratio\": NaN      | FluxParams: mlp_ratio: expected a number, found \"NaN\"",
                "\"mlp_ratio\": 4.0   | \"mlp_ratio\": Infinity | FluxParams: mlp_ratio: expected a number, found \"Infinity\"",
                "\"depth\": 19        | \"depth\": 19.5         | FluxParams: depth: expected a whole number from 0 to 16777216, found 19.5",
                "\"mlp_ratio\": 4.0   | \"mlp_ratio\": []       | FluxParams: mlp_ratio: expected a number, found []",
                "\"qkv_bias\": true   | \"qkv_bias\": 1         | FluxParams: qkv_bias: expected true or false, found 1",
                "[16, 56, 56]         | 128                     | FluxParams: axes_dim: expected a list of whole numbers, found 128",
                "[16, 56, 56]         | [16, \"a\"]             | FluxParams: axes_dim: expected a whole number from 1 to 16777216, found \"a\"",
                "[16, 56, 56]         | [16, 56]                | transformer: the axes of RoPE must be even and add up to the head size 128, found [16, 56]",
                "[16, 56, 56]         | [15, 57, 56]            | transformer: the axes of RoPE must be even and add up to the head size 128, found [15, 57, 56]",
                "\"num_heads\": 24    | \"num_heads\": 25       | transformer: hidden size 3072 is not a multiple of the 25 heads of attention",
                "\"mlp_ratio\": 4.0   | \"mlp_ratio\": -1       | transformer: mlp ratio -1.0: expected 1 to 16777216 hidden channels of an MLP, found -3072.0",
                "\"mlp_ratio\": 4.0   | \"mlp_ratio\": 1e300    | transformer: mlp ratio 1.0E300: expected 1 to 16777216 hidden channels of an MLP, found 3.072E303",
                "\"theta\": 10000     | \"theta\": 0            | transformer: theta must be positive, found 0.0"
            })
    void badFields(String good, String bad, String message) {
        assertThat(OFFICIAL).contains(good);
        assertThatThrownBy(() -> official(OFFICIAL.replace(good, bad)))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    @Test
    void aHiddenSizeBeyondAllSizes() {
        String huge = DIFFUSERS.replace("128", "9000000");
        assertThatThrownBy(() -> diffusers(huge))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage("transformer config.json: num_attention_heads · attention_head_dim is 216000000, more than"
                        + " 16777216");
    }

    private static FluxParams official(String json) {
        return FluxParams.fromOfficial(Json.parse("test", json));
    }

    private static FluxParams diffusers(String json) {
        return FluxParams.fromDiffusers(Json.parse("test", json));
    }
}
