package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.BadInputException;
import org.flux4j.io.Json;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.ref.RefProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTextEncoderTest {
    /** The fields that count of what lies in the folder of FLUX.1-dev. */
    private static final String LARGE = """
            {"eos_token_id": 2, "hidden_act": "quick_gelu", "hidden_size": 768, "intermediate_size": 3072,
             "layer_norm_eps": 1e-05, "max_position_embeddings": 77, "num_attention_heads": 12,
             "num_hidden_layers": 12, "vocab_size": 49408}""";

    private final Operators ops = new RefProvider().create(1);
    private final InventedWeights weights = new InventedWeights(9);

    @Test
    void config() {
        ClipConfig expected = new ClipConfig(49408, 768, 3072, 12, 12, 77, ClipConfig.Activation.QUICK_GELU, 1e-5f, 2);
        assertThat(ClipConfig.of(Json.parse("test", LARGE))).isEqualTo(expected);
        String gelu = LARGE.replace("quick_gelu", "gelu");
        assertThat(ClipConfig.of(Json.parse("test", gelu)).hiddenAct()).isEqualTo(ClipConfig.Activation.GELU);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden_act", "layer_norm_eps", "max_position_embeddings", "eos_token_id"})
    void whatMayBeMissingMayBeNull(String field) {
        OptionalFields.assertOptional(
                field, LARGE.replace("\"eos_token_id\": 2", "\"eos_token_id\": 49407"), ClipConfig::of);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"quick_gelu\" | \"relu\" | CLIP config.json: hidden_act: expected \"quick_gelu\" or \"gelu\", found \"relu\"",
                "\"quick_gelu\" | 1 | CLIP config.json: hidden_act: expected a string, found 1",
                "heads\": 12 | heads\": 7 | CLIP config.json: num_attention_heads: expected a divisor of hidden_size 768, found 7",
                "\"eos_token_id\": 2 | \"eos_token_id\": -2 | CLIP config.json: eos_token_id: expected a whole number from 0 to 16777216, found -2"
            })
    void badFields(String good, String bad, String message) {
        assertThat(LARGE).contains(good);
        assertThatThrownBy(() -> ClipConfig.of(Json.parse("test", LARGE.replace(good, bad))))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    /** Nothing behind the end of text is seen, so a text that stops there has the same vector. */
    @ParameterizedTest
    @CsvSource({"49", "2"})
    void theTextEndsAtItsFirstEndToken(int eosTokenId) {
        Tensor whole = encode(eosTokenId, 48, 5, 7, 49, 49, 49);
        assertThat(whole.shape().toArray()).containsExactly(12);
        assertThat(whole.data())
                .containsExactly(encode(eosTokenId, 48, 5, 7, 49).data());
        assertThat(whole.data()).isNotEqualTo(encode(eosTokenId, 48, 7, 5, 49).data());
    }

    @Test
    void anEndTokenThatIsNotTheHighestId() {
        assertThat(encode(6, 48, 5, 6, 49, 49).data())
                .containsExactly(encode(6, 48, 5, 6).data());
    }

    @Test
    void noEndToken() {
        assertThatThrownBy(() -> encode(49, 48, 5, 7))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage("test.safetensors: no token of the text is the eos_token_id 49 of its config.json: the"
                        + " tokenizer belongs to another model");
    }

    private Tensor encode(int eosTokenId, int... ids) {
        ClipConfig c = Samples.CLIP;
        ClipConfig config = new ClipConfig(
                c.vocabSize(),
                c.hiddenSize(),
                c.intermediateSize(),
                c.numHiddenLayers(),
                c.numAttentionHeads(),
                c.maxPositionEmbeddings(),
                c.hiddenAct(),
                c.layerNormEps(),
                eosTokenId);
        return new ClipTextEncoder(config, weights).forward(ops, ids);
    }
}
