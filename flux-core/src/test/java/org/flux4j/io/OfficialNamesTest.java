package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfficialNamesTest {
    @Test
    void aTransformerOfDiffusersIsTheOfficialOne() {
        Weights official = Fixtures.open("transformer.official.safetensors").weights();
        Weights diffusers = Fixtures.open("transformer.diffusers.safetensors").weights();
        assertThat(official.names())
                .contains("double_blocks.1.img_attn.qkv.weight")
                .hasSize(84);

        assertSame(OfficialNames.transformer(diffusers), official);
        assertThat(OfficialNames.transformer(official)).isSameAs(official);
    }

    @Test
    void anAutoEncoderOfDiffusersIsTheOfficialOne() {
        Weights official = Fixtures.open("vae.official.safetensors").weights();
        Weights diffusers = Fixtures.open("vae.diffusers.safetensors").weights();
        assertThat(official.names()).contains("decoder.up.0.block.0.nin_shortcut.weight");

        assertSame(OfficialNames.autoEncoder(diffusers), official);
        assertThat(OfficialNames.autoEncoder(official)).isSameAs(official);
    }

    @Test
    void attentionMayHaveItsOlderNames() {
        Weights official = Fixtures.open("vae.official.safetensors").weights();
        Weights older = renamed(
                Fixtures.open("vae.diffusers.safetensors"),
                name -> name.replace(".to_q.", ".query.")
                        .replace(".to_k.", ".key.")
                        .replace(".to_v.", ".value.")
                        .replace(".to_out.0.", ".proj_attn."));
        assertThat(older.names()).contains("encoder.mid_block.attentions.0.proj_attn.weight");

        assertSame(OfficialNames.autoEncoder(older), official);
    }

    @Test
    void aTransformerMayLieInABundle() {
        SafeTensors stored = Fixtures.open("transformer.official.safetensors");
        Map<String, StoredTensor> bundle = new LinkedHashMap<>();
        stored.tensors().forEach((name, tensor) -> bundle.put("model.diffusion_model." + name, tensor));
        bundle.put("vae.encoder.conv_in.bias", StoredTensor.of("", Tensor.zeros(1)));
        Weights weights = OfficialNames.transformer(new SafeTensors("x", Map.of(), bundle).weights());

        assertSame(weights, stored.weights());
        assertThatThrownBy(() -> weights.get("img_in.weight", 1, 1))
                .hasMessage("x: tensor model.diffusion_model.img_in.weight: expected shape [1, 1], found [8, 4]");
    }

    @Test
    void nothingIsCopied() {
        SafeTensors stored = Fixtures.open("transformer.diffusers.safetensors");
        Weight linear1 = OfficialNames.transformer(stored.weights()).find("single_blocks.1.linear1.weight");

        List<Object> segments = new ArrayList<>();
        for (String part : List.of("attn.to_q", "attn.to_k", "attn.to_v", "proj_mlp")) {
            segments.add(stored.tensors()
                    .get("single_transformer_blocks.1." + part + ".weight")
                    .bytes());
        }
        assertThat(linear1.parts()).extracting(Weight.Part::bytes).isEqualTo(segments);
    }

    @Test
    void messagesSpellNamesAsTheFileDoes() {
        Weights weights = OfficialNames.transformer(
                Fixtures.open("transformer.diffusers.safetensors").weights());
        assertThatThrownBy(() -> weights.in("double_blocks.0").get("img_attn.proj.weight", 3, 3))
                .hasMessage("transformer.diffusers.safetensors: tensor transformer_blocks.0.attn.to_out.0.weight: "
                        + "expected shape [3, 3], found [8, 8]");
        assertThatThrownBy(() -> weights.get("double_blocks.7.img_attn.qkv.bias", 24))
                .hasMessage("transformer.diffusers.safetensors: no tensor transformer_blocks.7.attn.to_q.bias"
                        + " + transformer_blocks.7.attn.to_k.bias + transformer_blocks.7.attn.to_v.bias");
    }

    @Test
    void aPartThatIsMissingOrDoesNotFitIsNamed() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(
                Fixtures.open("transformer.diffusers.safetensors").tensors());
        Weights weights = OfficialNames.transformer(new SafeTensors("x", Map.of(), tensors).weights());

        tensors.put("transformer_blocks.0.attn.to_v.weight", StoredTensor.of("", Tensor.zeros(8, 7)));
        assertThatThrownBy(() -> weights.get("double_blocks.0.img_attn.qkv.weight", 24, 8))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x: tensors transformer_blocks.0.attn.to_q.weight of shape [8, 8] and"
                        + " transformer_blocks.0.attn.to_v.weight of shape [8, 7] cannot be joined");
        tensors.remove("transformer_blocks.0.attn.to_k.bias");
        assertThatThrownBy(() -> weights.get("double_blocks.0.img_attn.qkv.bias", 24))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x: no tensor transformer_blocks.0.attn.to_k.bias");
    }

    @Test
    void anUnknownLayoutIsAnError() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        assertThatThrownBy(() -> OfficialNames.transformer(new SafeTensors("x", Map.of(), tensors).weights()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x: expected the tensors of a FLUX transformer, found none");
        tensors.put("img_in.weight", StoredTensor.of("", Tensor.zeros(1)));
        tensors.put("img_in.lora", StoredTensor.of("", Tensor.zeros(1)));
        assertThatThrownBy(() -> OfficialNames.transformer(new SafeTensors("x", Map.of(), tensors).weights()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x: unknown layout: tensor img_in.lora is in neither the official nor the diffusers"
                        + " checkpoint of the FLUX transformer");
        assertThatThrownBy(() -> OfficialNames.autoEncoder(
                        Fixtures.open("transformer.official.safetensors").weights()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "(and 83 more) is in neither the official nor the diffusers checkpoint of the FLUX"
                                + " autoencoder");
    }

    @Test
    void theLayoutIsThatOfMostNames() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(
                Fixtures.open("transformer.diffusers.safetensors").tensors());
        Fixtures.open("transformer.official.safetensors").tensors().entrySet().stream()
                .limit(40)
                .forEach(entry -> tensors.put(entry.getKey(), entry.getValue()));
        tensors.put("stranger", StoredTensor.of("", Tensor.zeros(1)));
        Weights weights = OfficialNames.transformer(new SafeTensors("x", Map.of(), tensors).weights());
        assertThat(weights).isInstanceOf(RenamedWeights.class);
        assertThat(weights.names()).doesNotContain("stranger").hasSize(84);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LAYER.weight_scale_2",
                "LAYER.weight.absmax",
                "LAYER.weight.quant_map",
                "LAYER.weight.nested_absmax",
                "LAYER.weight.nested_quant_map",
                "LAYER.weight.quant_state.bitsandbytes__nf4",
                "LAYER.weight.quant_state.bitsandbytes__fp4",
                "LAYER.SCB",
                "LAYER.weight_format",
                "LAYER.qweight",
                "LAYER.qzeros",
                "LAYER.scales",
                "LAYER.g_idx",
                "LAYER.wscales",
                "LAYER.weight_scale_inv",
                "LAYER.activation_scale",
                "LAYER.weight_packed",
                "LAYER.weight_zero_point",
                "LAYER.weight._scale",
                "LAYER.weight.scale",
                "LAYER.scale"
            })
    void scaledAndQuantisedWeightsAreRefused(String mark) {
        Map<String, StoredTensor> clip = embedding("text_model.embeddings.token_embedding.weight");
        Map<String, StoredTensor> t5 = embedding("shared.weight");
        assertRefused(stored("transformer.official"), mark, "img_in", OfficialNames::transformer);
        assertRefused(stored("transformer.diffusers"), mark, "x_embedder", OfficialNames::transformer);
        assertRefused(stored("vae.official"), mark, "decoder.conv_in", OfficialNames::autoEncoder);
        assertRefused(stored("vae.diffusers"), mark, "decoder.conv_in", OfficialNames::autoEncoder);
        assertRefused(clip, mark, "text_model.embeddings.token_embedding", OfficialNames::clip);
        assertRefused(t5, mark, "shared", OfficialNames::t5);
    }

    private static Map<String, StoredTensor> stored(String name) {
        return Fixtures.open(name + ".safetensors").tensors();
    }

    private static Map<String, StoredTensor> embedding(String name) {
        return Map.of(name, StoredTensor.of(name, Tensor.zeros(1, 2)));
    }

    private static void assertRefused(
            Map<String, StoredTensor> stored, String mark, String layer, UnaryOperator<Weights> names) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(stored);
        assertThat(names.apply(new SafeTensors("x", Map.of(), tensors).weights()))
                .isNotNull();
        assertThat(tensors).containsKey(layer + ".weight");
        String name = mark.replace("LAYER", layer);
        tensors.put(name, StoredTensor.of("", Tensor.zeros(1)));
        assertThatThrownBy(() -> names.apply(new SafeTensors("x", Map.of(), tensors).weights()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x: tensor " + name + ": weights that are scaled or quantised like this are not supported");
    }

    @Test
    void theConvolutionsOfOlderAutoEncodersAreRefused() {
        for (String name : List.of("quant_conv.weight", "post_quant_conv.bias")) {
            for (String file : List.of("vae.official.safetensors", "vae.diffusers.safetensors")) {
                Map<String, StoredTensor> tensors =
                        new LinkedHashMap<>(Fixtures.open(file).tensors());
                tensors.put(name, StoredTensor.of("", Tensor.zeros(1)));
                assertThatThrownBy(() -> OfficialNames.autoEncoder(new SafeTensors("x", Map.of(), tensors).weights()))
                        .isInstanceOf(BadInputException.class)
                        .hasMessage("x: tensor " + name
                                + ": expected an autoencoder without this convolution, as in FLUX.1");
            }
        }
    }

    @Test
    void clipIsReadWithAndWithoutItsPrefix() {
        String name = "text_model.embeddings.token_embedding.weight";
        Map<String, StoredTensor> tensors = Map.of(name, StoredTensor.of(name, Tensor.of(Shape.of(1, 2), -1f, 3f)));
        SafeTensors with = new SafeTensors("x", Map.of(), tensors);
        Weights without = renamed(with, full -> full.substring("text_model.".length()));

        assertSame(OfficialNames.clip(without), with.weights());
        assertThat(OfficialNames.clip(with.weights()).find(name)).isNotNull();
        assertThatThrownBy(() -> OfficialNames.clip(without).get("text_model.final_layer_norm.bias", 2))
                .hasMessage("x: no tensor final_layer_norm.bias");
        assertThatThrownBy(() -> OfficialNames.clip(
                        Fixtures.open("vae.official.safetensors").weights()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("vae.official.safetensors: not a CLIP text encoder: no tensor " + name);
    }

    @Test
    void t5IsReadUnderEitherNameOfItsEmbedding() {
        StoredTensor embedding = StoredTensor.of("", Tensor.of(Shape.of(1, 2), -1f, 3f));
        for (String name : List.of("shared.weight", "encoder.embed_tokens.weight")) {
            Weights t5 = OfficialNames.t5(new SafeTensors("x", Map.of(), Map.of(name, embedding)).weights());
            assertThat(t5.get("shared.weight", 1, 2).toFloats()).containsExactly(-1f, 3f);
            assertThatThrownBy(() -> t5.get("shared.weight", 2, 2))
                    .hasMessage("x: tensor " + name + ": expected shape [2, 2], found [1, 2]");
        }
        assertThatThrownBy(() -> OfficialNames.t5(
                        Fixtures.open("vae.official.safetensors").weights()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("vae.official.safetensors: not a T5 encoder: no tensor shared.weight");
    }

    private static Weights renamed(SafeTensors stored, UnaryOperator<String> rename) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        stored.tensors().forEach((name, tensor) -> tensors.put(rename.apply(name), tensor));
        return new SafeTensors(stored.source(), Map.of(), tensors).weights();
    }

    private static void assertSame(Weights found, Weights expected) {
        assertThat(found.names()).containsExactlyInAnyOrderElementsOf(expected.names());
        for (String name : expected.names()) {
            Weight weight = expected.find(name);
            assertThat(found.get(name, weight.shape().toArray()).toFloats())
                    .as(name)
                    .isNotEmpty()
                    .containsExactly(weight.toFloats());
        }
    }
}
