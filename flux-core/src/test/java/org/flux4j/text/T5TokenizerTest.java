package org.flux4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a folder, which golden cases do not vary. The ids are those of transformers 5.18. */
class T5TokenizerTest {
    private static final String VOCABULARY = """
            [["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["\u2581a", -1.0], ["\u2581", -2.0], ["a", -2.5], ["b", -3.0]]""";

    @TempDir
    private Path folder;

    @Test
    void everyWayToStoreItGivesTheSameIds() {
        T5Tokenizer all = T5Tokenizer.load(TokenizerFiles.T5);
        T5Tokenizer spiece = T5Tokenizer.load(TokenizerFiles.T5_SPIECE);
        T5Tokenizer json = T5Tokenizer.load(TokenizerFiles.copy(TokenizerFiles.T5, folder, "tokenizer.json"));
        String text = "Make the cat's ﬁne fur RED,  2 times <extra_id_7></s> naïve 猫";
        assertThat(all.encode(text, 77)).isEqualTo(spiece.encode(text, 77)).isEqualTo(json.encode(text, 77));
    }

    @Test
    void textIsEndedPaddedAndCut() {
        T5Tokenizer tokenizer = small();
        assertThat(tokenizer.encode("a  ab\tb", 8)).containsExactly(3, 3, 6, 4, 6, 1, 0, 0);
        assertThat(tokenizer.encode("a  ab\tb", 3)).containsExactly(3, 3, 1);
        assertThat(tokenizer.encode("", 1)).containsExactly(1);
        assertThatThrownBy(() -> tokenizer.encode("", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxLength: expected at least 1, found 0");
    }

    @Test
    void aWordBeginsAtEveryMark() {
        assertThat(small().encode("\u2581\u2581a b\u2581a", 8)).containsExactly(4, 3, 4, 6, 3, 1, 0, 0);
    }

    @Test
    void withoutOthersTheExtraIdsAreSpecial() {
        write("tokenizer_config.json", "{\"extra_ids\": 2}");
        assertThat(small().encode("a<extra_id_1>a<extra_id_0>", 6)).containsExactly(3, 8, 3, 7, 1, 0);
        write("tokenizer_config.json", "{\"additional_special_tokens\": [\"<x>\"]}");
        assertThat(small().encode("<x>a", 4)).containsExactly(7, 3, 1, 0);
    }

    @Test
    void theExtraIdsOfSpieceModelCountDownFromTheEnd() {
        T5Tokenizer tokenizer = T5Tokenizer.load(TokenizerFiles.T5_SPIECE);
        assertThat(tokenizer.encode("<extra_id_99><extra_id_0>", 3)).containsExactly(1500, 1599, 1);
    }

    @Test
    void oddFilesAreReadAllTheSame() {
        T5Tokenizer plain = small();
        write(
                "tokenizer_config.json",
                "{\"extra_ids\": null, \"eos_token\": \"</s>\", \"model_max_length\": Infinity}");
        assertThat(small().encode("a<extra_id_0>", 4)).isEqualTo(plain.encode("a<extra_id_0>", 4));
        write("tokenizer_config.json", "{\"extra_ids\": 2.0}");
        assertThat(small().encode("a<extra_id_0>", 4)).containsExactly(3, 7, 1, 0);
        for (String normalizer : List.of(
                "null",
                "{\"type\": \"Precompiled\", \"precompiled_charsmap\": null}",
                "{\"type\": null}",
                "{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"\"}]}")) {
            write(
                    "tokenizer.json",
                    "{\"model\": {\"type\": null, \"vocab\": " + VOCABULARY + "}, \"normalizer\": " + normalizer + "}");
            assertThat(T5Tokenizer.load(folder).encode("ab", 4)).containsExactly(3, 6, 1, 0);
        }
    }

    @Test
    void whatIsMissingOrBrokenIsSaidInOneLine() throws IOException {
        assertBad(": expected tokenizer.json or spiece.model");
        Files.write(folder.resolve("spiece.model"), new byte[] {0x12, 0x02, 0x18, 0x02});
        assertBad("/spiece.model: expected a Unigram model (type 1), found type 2");
        Files.write(folder.resolve("spiece.model"), new byte[0]);
        assertBad("/spiece.model: expected <unk> at 2, found 0 pieces");
        Files.write(folder.resolve("spiece.model"), new byte[] {0x0a});
        assertBad("/spiece.model: not a valid protobuf message: it ends too early");
        write("tokenizer.json", "{\"model\": {\"type\": \"BPE\", \"vocab\": {}}}");
        assertBad("/tokenizer.json: model: expected Unigram with a list of pieces, found BPE");
        write("tokenizer.json", "{\"model\": {\"vocab\": [[\"a\"]]}}");
        assertBad("/tokenizer.json: model.vocab: expected [piece, score], found [\"a\"]");
        write("tokenizer.json", "{\"model\": {\"vocab\": [[\"a\", 1e999], [\"b\", 1], [\"c\", 1]]}}");
        assertBad("/tokenizer.json: piece 'a': score Infinity");
        write(
                "tokenizer.json",
                "{\"model\": {\"vocab\": " + VOCABULARY
                        + "}, \"normalizer\": {\"type\": \"Precompiled\", \"precompiled_charsmap\": \"!\"}}");
        assertBad("/tokenizer.json: precompiled_charsmap: not base64");
        write("tokenizer_config.json", "{\"extra_ids\": -1}");
        assertBad("/tokenizer_config.json: extra_ids: expected 0 to 10000, found -1");
    }

    private void assertBad(String message) {
        assertThatThrownBy(() -> T5Tokenizer.load(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder + message);
    }

    private T5Tokenizer small() {
        write("tokenizer.json", "{\"model\": {\"vocab\": " + VOCABULARY + "}}");
        return T5Tokenizer.load(folder);
    }

    private void write(String name, String content) {
        TokenizerFiles.write(folder, name, content);
    }
}
