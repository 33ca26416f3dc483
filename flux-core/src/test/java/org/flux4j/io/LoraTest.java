package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What golden cases do not show: how names are spelled, which numbers reach which rows, and what is refused. */
class LoraTest {
    private static final Weights TRANSFORMER =
            Fixtures.open("transformer.official.safetensors").weights(); // C is 8
    private static final Weights NOTHING = new StoredWeights("clip", Map.of());
    private static final String MODULE = "transformer.transformer_blocks.0.attn.to_v";

    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private Map<String, String> metadata = Map.of();

    private LoraTest with(String name, int... shape) {
        float[] data = new float[(int) Shape.of(shape).count()];
        for (int i = 0; i < data.length; i++) {
            data[i] = i + tensors.size() + 1;
        }
        return with(name, Tensor.of(Shape.of(shape), data));
    }

    private LoraTest with(String name, Tensor tensor) {
        tensors.put(name, StoredTensor.of(name, tensor));
        return this;
    }

    private LoraTest withLowRank(String module, int out, int in) {
        return with(module + ".lora_A.weight", 2, in).with(module + ".lora_B.weight", out, 2);
    }

    private Lora lora() {
        return Lora.of(new SafeTensors("x.safetensors", metadata, tensors));
    }

    private Weights applied(float strength) {
        Lora lora = lora();
        assertThat(lora.unused(TRANSFORMER, NOTHING)).isEmpty();
        return lora.transformer(TRANSFORMER, strength);
    }

    private void isRefused(String message) {
        assertThatThrownBy(() -> applied(1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x.safetensors: " + message);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            lora_unet_double_blocks_0_img_attn_qkv,                     double_blocks.0.img_attn.qkv,       24, 0
            double_blocks.1.txt_mlp.2,                                  double_blocks.1.txt_mlp.2,           8, 0
            diffusion_model.single_blocks.1.linear1,                    single_blocks.1.linear1,            40, 0
            model.diffusion_model.txt_in,                               txt_in,                              8, 0
            base_model.model.time_in.in_layer,                          time_in.in_layer,                    8, 0
            transformer_blocks.0.attn.add_k_proj,                       double_blocks.0.txt_attn.qkv,        8, 8
            transformer.single_transformer_blocks.1.attn.to_v,          single_blocks.1.linear1,             8, 16
            transformer.single_transformer_blocks.1.proj_mlp,           single_blocks.1.linear1,            16, 24
            lora_transformer_single_transformer_blocks_0_proj_out,      single_blocks.0.linear2,             8, 0
            lora_transformer_time_text_embed_guidance_embedder_linear_2, guidance_in.out_layer,              8, 0
            lycoris_transformer_blocks_0_norm1_context_linear,          double_blocks.0.txt_mod.lin,        48, 0
            lora_unet_final_layer_adaLN_modulation_1,                   final_layer.adaLN_modulation.1,     16, 0
            transformer.proj_out,                                       final_layer.linear,                  4, 0
            double_blocks.0.processor.qkv_lora2,                        double_blocks.0.txt_attn.qkv,       24, 0
            diffusion_model.single_blocks.1.processor.qkv_lora,         single_blocks.1.linear1,            24, 0
            """)
    void modulesHaveManyNames(String module, String layer, int rows, int from) {
        boolean xlabs = module.contains("processor");
        int in = TRANSFORMER.find(layer + ".weight").dim(1);
        with(module + (xlabs ? ".down.weight" : ".lora_down.weight"), 2, in);
        with(module + (xlabs ? ".up.weight" : ".lora_up.weight"), rows, 2);
        List<Update> updates = applied(1).updates(layer + ".weight");
        assertThat(updates).hasSize(1);
        assertThat(updates.getFirst().from()).isEqualTo(from);
        assertThat(updates.getFirst().shape()).isEqualTo(Shape.of(rows, in));
        assertThat(updates.getFirst().scale()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            .lora_A.weight,                .lora_B.weight
            .lora_A.default.weight,        .lora_B.default.weight
            .lora_A,                       .lora_B
            .lora_down.weight,             .lora_up.weight
            .lora.down.weight,             .lora.up.weight
            _lora.down.weight,             _lora.up.weight
            .lora_linear_layer.down.weight, .lora_linear_layer.up.weight
            """)
    void downAndUpHaveManyNames(String down, String up) {
        with(MODULE + down, 2, 8).with(MODULE + up, 8, 2);
        Update update =
                applied(1).updates("double_blocks.0.img_attn.qkv.weight").getFirst();
        assertThat(update.inner().getFirst().toFloats()).startsWith(1, 2);
        assertThat(update.inner().getLast().toFloats()).startsWith(2, 3);
    }

    @Test
    void theScaleIsStrengthTimesAlphaByRank() {
        withLowRank(MODULE, 8, 8).with(MODULE + ".alpha", Tensor.of(Shape.of(), 3));
        assertThat(scale(0.5f)).isEqualTo(0.5f * 3 / 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"transformer.lora_alpha": 3}                                                           | 1.5
            {"transformer.lora_alpha": 3, "transformer.alpha_pattern": {"attn.to_v": 5}}            | 2.5
            {"transformer.lora_alpha": 3, "transformer.alpha_pattern": {"tn.to_v": 5, "to_q": 6}}   | 1.5
            {"transformer.alpha_pattern": {"transformer_blocks\\\\.[0-9]+.*": 8}}                   | 4
            {"text_encoder.lora_alpha": 3}                                                          | 1
            """)
    void alphasOfPeftAreInTheMetadata(String config, float expected) {
        metadata = Map.of("lora_adapter_metadata", config);
        withLowRank(MODULE, 8, 8);
        assertThat(scale(1)).isEqualTo(expected);
    }

    private float scale(float strength) {
        return applied(strength)
                .updates("double_blocks.0.img_attn.qkv.weight")
                .getFirst()
                .scale();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"transformer.use_dora": true}              | use_dora is not supported
            {"transformer.use_rslora": true}            | use_rslora is not supported
            {"transformer.lora_alpha": "3"}             | expected an alpha other than 0, found "3"
            {"transformer.lora_alpha": 0}               | expected an alpha other than 0, found 0
            {"transformer.alpha_pattern": {"(": 1}}     | alpha_pattern: ( is no pattern
            """)
    void damagedMetadataAreRefused(String config, String reason) {
        metadata = Map.of("lora_adapter_metadata", config);
        withLowRank(MODULE, 8, 8);
        isRefused("lora_adapter_metadata: " + reason);
    }

    /** diffusers stores (scale, shift) in the last layer, the official file (shift, scale): rows of up, and no others. */
    @Test
    void halvesAreSwappedForNamesOfDiffusersAlone() {
        withLowRank("transformer.norm_out.linear", 16, 8).withLowRank("final_layer.adaLN_modulation.1", 16, 8);
        with("transformer.norm_out.linear.diff_b", 16);
        Weights applied = applied(1);
        List<Update> updates = applied.updates("final_layer.adaLN_modulation.1.weight");
        assertThat(updates.get(0).inner().getFirst().toFloats()).startsWith(1, 2);
        assertThat(updates.get(0).inner().getLast().toFloats()).startsWith(16 + 2, 16 + 3);
        assertThat(updates.get(1).inner().getLast().toFloats()).startsWith(4, 5);
        String bias = "final_layer.adaLN_modulation.1.bias";
        float[] before = TRANSFORMER.find(bias).toFloats();
        float[] after = applied.find(bias).toFloats();
        assertThat(after[0]).isEqualTo(before[0] + 5 + 8);
        assertThat(after[8]).isEqualTo(before[8] + 5);
    }

    @Test
    void biasesAreChangedInTheRowsOfTheirModule() {
        with("transformer.transformer_blocks.0.attn.to_k.diff_b", 8);
        with("lora_unet_double_blocks_0_img_attn_qkv.diff_b", 24);
        String bias = "double_blocks.0.img_attn.qkv.bias";
        float[] expected = TRANSFORMER.find(bias).toFloats();
        for (int i = 0; i < 24; i++) {
            expected[i] += 0.5f * (2 + i);
        }
        for (int i = 0; i < 8; i++) {
            expected[8 + i] += 0.5f * (1 + i);
        }
        assertThat(applied(0.5f).find(bias).toFloats())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(expected);
    }

    @Test
    void normsAreReplacedOrChanged() {
        String query = "double_blocks.0.img_attn.norm.query_norm.scale";
        String key = "double_blocks.0.img_attn.norm.key_norm.scale";
        String text = "double_blocks.0.txt_attn.norm.query_norm.scale";
        with(query, 4).with("diffusion_model." + key + ".diff", 4);
        with("transformer.transformer_blocks.0.attn.norm_added_q.weight", 4).withLowRank(MODULE, 8, 8);
        Weights applied = applied(0.5f);
        assertThat(applied.find(query).toFloats()).containsExactly(1, 2, 3, 4);
        assertThat(applied.find(text).toFloats()).containsExactly(3, 4, 5, 6);
        assertThat(applied.find(key).toFloats()[1])
                .isEqualTo(TRANSFORMER.find(key).toFloats()[1] + 0.5f * 3);
    }

    @Test
    void aModelWithMoreInputsGetsZerosForThem() {
        withLowRank("lora_unet_img_in", 8, 3);
        Weight down = applied(1).updates("img_in.weight").getFirst().inner().getFirst();
        assertThat(down.shape()).isEqualTo(Shape.of(2, 4));
        assertThat(down.toFloats()).containsExactly(1, 2, 3, 0, 4, 5, 6, 0);
    }

    @Test
    void lorasAreAdded() {
        withLowRank(MODULE, 8, 8);
        Weights twice = lora().transformer(applied(1), 2);
        assertThat(twice.updates("double_blocks.0.img_attn.qkv.weight"))
                .extracting(Update::scale)
                .containsExactly(1f, 2f);
    }

    @Test
    void whatIsNotUsedIsTold() {
        withLowRank(MODULE, 8, 8).withLowRank("transformer.transformer_blocks.18.attn.to_q", 8, 8);
        with("transformer.transformer_blocks.0.attn.to_q.lora_C.weight", 1);
        assertThat(lora().unused(TRANSFORMER, NOTHING))
                .hasValue("x.safetensors: LoRA in the layout of PEFT, 2 of 5 tensors are used: 3 tensors are not used:"
                        + " transformer.transformer_blocks.0.attn.to_q.lora_C.weight,"
                        + " transformer.transformer_blocks.18.attn.to_q.lora_A.weight and 1 more");
        assertThat(lora().transformer(TRANSFORMER, 1).updates("double_blocks.0.img_attn.qkv.weight"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lora_te2_encoder_block_0_layer_0_SelfAttention_q",
                "lora_te3_encoder_block_0_layer_1_DenseReluDense_wo",
                "text_encoder_2.encoder.block.0.layer.0.SelfAttention.q"
            })
    void t5IsNotSupported(String module) {
        withLowRank("lora_unet_double_blocks_0_img_attn_proj", 8, 8).withLowRank(module, 8, 8);
        assertThat(lora().unused(TRANSFORMER, NOTHING).orElseThrow())
                .startsWith("x.safetensors: LoRA in the layout of kohya, 2 of 4 tensors are used, and T5 is not"
                        + " supported: 2 tensors are not used: " + module);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            dora_scale,            DoRA
            lora_magnitude_vector, DoRA
            hada_w1_a,             LoHa
            """)
    void otherKindsAreRefusedByName(String end, String kind) {
        withLowRank(MODULE, 8, 8).with(MODULE + "." + end, 8, 1);
        isRefused("tensor " + MODULE + "." + end + ": " + kind + " is not supported");
    }

    @Test
    void aModelIsNoLora() {
        with("double_blocks.0.img_attn.norm.query_norm.scale", 4).with("img_in.weight", 8, 4);
        isRefused("not a LoRA: no tensor has a name such as lora_A.weight or lora_down.weight");
    }

    @Test
    void ranksMustFit() {
        with(MODULE + ".lora_A.weight", 3, 8).with(MODULE + ".lora_B.weight", 8, 2);
        isRefused("tensor " + MODULE + ".lora_B.weight: expected a rank of 3 (of at least 1), as " + MODULE
                + ".lora_A.weight has, found 2");
    }

    @Test
    void outputsMustFit() {
        withLowRank(MODULE, 9, 8);
        isRefused("tensor " + MODULE
                + ".lora_B.weight: expected 8 outputs, as double_blocks.0.img_attn.qkv has, found 9");
    }

    @Test
    void inputsMustFit() {
        withLowRank(MODULE, 8, 9);
        isRefused(
                "tensor " + MODULE + ".lora_A.weight: expected 8 inputs, as double_blocks.0.img_attn.qkv has, found 9");
    }

    @Test
    void controlPicturesAreNotSupported() {
        withLowRank("img_in", 8, 8);
        isRefused("tensor img_in.lora_A.weight: expected 4 inputs, as img_in has, found 8; a LoRA that adds a control"
                + " picture is not supported");
        tensors.clear();
        withLowRank("img_in", 8, 4).with("img_in.reshape_weight", Tensor.of(Shape.of(2), 8, 8));
        isRefused("tensor img_in.reshape_weight: another shape than that of img_in, [8, 4], is not supported");
    }

    @Test
    void aHalfIsNotEnough() {
        with(MODULE + ".lora_A.weight", 3, 8);
        isRefused(MODULE + ": no tensor lora_B.weight beside " + MODULE + ".lora_A.weight");
    }

    @Test
    void onlyMatricesAreFactors() {
        with(MODULE + ".lora_A.weight", 3, 8, 1, 1).with(MODULE + ".lora_B.weight", 8, 3);
        isRefused("tensor " + MODULE + ".lora_A.weight: expected a matrix, found shape [3, 8, 1, 1]");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
    void alphasAreNumbersOtherThanZero(float alpha) {
        withLowRank(MODULE, 8, 8).with(MODULE + ".alpha", Tensor.of(Shape.of(), alpha));
        isRefused("tensor " + MODULE + ".alpha: expected a number other than 0, found " + alpha);
    }

    @Test
    void oneTensorHasOneName() {
        withLowRank(MODULE, 8, 8).with(MODULE + ".lora_A", 2, 8);
        isRefused("tensor " + MODULE + ".lora_A: the same as " + MODULE + ".lora_A.weight");
    }

    @Test
    void oddHalvesOfLokrAreRefused() {
        String module = "lycoris_norm_out_linear";
        with(module + ".lokr_w1", 1, 2).with(module + ".lokr_w2", 16, 4);
        isRefused(module + ": LoKr with an odd number of rows of w1, 1, cannot swap its halves");
    }

    @Test
    void lokrMustFit() {
        String module = "lycoris_transformer_blocks_0_attn_to_v";
        with(module + ".lokr_w1", 2, 2).with(module + ".lokr_w2_a", 5, 2).with(module + ".lokr_w2_b", 2, 4);
        isRefused("tensor " + module + ".lokr_w2_a: expected 8 outputs, as double_blocks.0.img_attn.qkv has, found 10");
        tensors.remove(module + ".lokr_w2_b");
        isRefused(module + ": no tensor lokr_w2_b beside " + module + ".lokr_w1");
    }

    @Test
    void itsPartsAreTold() {
        withLowRank(MODULE, 8, 8).withLowRank("transformer.transformer_blocks.1.attn.to_q", 8, 8);
        with("lora_te1_text_model_encoder_layers_3_mlp_fc1.diff", 8, 8);
        assertThat(lora().layout()).isEqualTo("PEFT");
        assertThat(lora().parts())
                .isEqualTo(Map.of(
                        "double_blocks.#.img_attn.qkv", "2 layers, rank 2",
                        "text_model.encoder.layers.#.mlp.fc1", "1 layer, difference"));
    }
}
