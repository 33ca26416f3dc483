package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.BadInputException;
import org.flux4j.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class T5EncoderTest {
    /** The fields that count of what lies in the folder of FLUX.1-dev. */
    private static final String XXL = """
            {"d_ff": 10240, "d_kv": 64, "d_model": 4096, "feed_forward_proj": "gated-gelu",
             "layer_norm_epsilon": 1e-06, "num_heads": 64, "num_layers": 24, "relative_attention_max_distance": 128,
             "relative_attention_num_buckets": 32, "vocab_size": 32128}""";

    @Test
    void config() {
        T5Config expected = new T5Config(32128, 4096, 64, 10240, 24, 64, 32, 128, 1e-6f);
        assertThat(T5Config.of(Json.parse("test", XXL))).isEqualTo(expected);
        String old = XXL.replace("\"relative_attention_max_distance\": 128,", "");
        assertThat(T5Config.of(Json.parse("test", old))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative_attention_max_distance", "relative_attention_num_buckets", "layer_norm_epsilon"})
    void whatMayBeMissingMayBeNull(String field) {
        OptionalFields.assertOptional(field, XXL, T5Config::of);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"gated-gelu\" | \"relu\" | T5 config.json: feed_forward_proj: expected \"gated-gelu\" (T5 v1.1), found \"relu\"",
                "\"d_kv\": 64 | \"d_kv\": 0 | T5 config.json: d_kv: expected a whole number from 1 to 16777216, found 0",
                "\"d_kv\": 64 | \"d_kv\": 16777216 | T5 config.json: num_heads · d_kv is 1073741824, more than 16777216",
                "buckets\": 32 | buckets\": 3 | T5 config.json: relative_attention_num_buckets: expected at least 4, found 3",
                "distance\": 128 | distance\": 8 | T5 config.json: relative_attention_max_distance: expected more than a quarter of the 32 buckets, found 8"
            })
    void badFields(String good, String bad, String message) {
        assertThat(XXL).contains(good);
        assertThatThrownBy(() -> T5Config.of(Json.parse("test", XXL.replace(good, bad))))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    /** Values of transformers 5.18, T5Attention._relative_position_bucket. */
    @ParameterizedTest
    @CsvSource({
        "0, 32, 128, 0",
        "1, 32, 128, 17",
        "-1, 32, 128, 1",
        "7, 32, 128, 23",
        "-7, 32, 128, 7",
        "8, 32, 128, 24",
        "-8, 32, 128, 8",
        "11, 32, 128, 24",
        "12, 32, 128, 25",
        "15, 32, 128, 25",
        "16, 32, 128, 26",
        "-16, 32, 128, 10",
        "22, 32, 128, 26",
        "23, 32, 128, 27",
        "32, 32, 128, 28",
        "46, 32, 128, 29",
        "64, 32, 128, 30",
        "90, 32, 128, 30",
        "91, 32, 128, 31",
        "127, 32, 128, 31",
        "-127, 32, 128, 15",
        "128, 32, 128, 31",
        "-1000, 32, 128, 15",
        "3, 16, 20, 11",
        "4, 16, 20, 12",
        "-5, 16, 20, 4",
        "6, 16, 20, 13",
        "9, 16, 20, 14",
        "19, 16, 20, 15",
        "-20, 16, 20, 7"
    })
    void buckets(int distance, int numBuckets, int maxDistance, int bucket) {
        assertThat(T5RelativeBias.bucket(distance, numBuckets, maxDistance)).isEqualTo(bucket);
    }
}
