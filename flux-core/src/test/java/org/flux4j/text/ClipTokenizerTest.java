package org.flux4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a folder, which golden cases do not vary. The ids are those of transformers 5.18. */
class ClipTokenizerTest {
    private static final String VOCABULARY = """
            {"a": 0, "b": 1, "a</w>": 2, "b</w>": 3, "!</w>": 4, "ab</w>": 5, "<|startoftext|>": 6, "<|endoftext|>": 7}""";
    private static final String MERGES = "#version: 0.2\na b</w>\n";

    @TempDir
    private Path folder;

    @Test
    void everyWayToStoreItGivesTheSameIds() {
        ClipTokenizer all = ClipTokenizer.load(TokenizerFiles.CLIP);
        ClipTokenizer bare = ClipTokenizer.load(TokenizerFiles.CLIP_MERGES);
        ClipTokenizer json = ClipTokenizer.load(TokenizerFiles.copy(TokenizerFiles.CLIP, folder, "tokenizer.json"));
        String text = "Make the cat's fur RED, 2 times <|endoftext|> naïve 猫";
        assertThat(all.encode(text, 77)).isEqualTo(bare.encode(text, 77)).isEqualTo(json.encode(text, 77));
    }

    @Test
    void textIsFramedPaddedAndCut() {
        ClipTokenizer tokenizer = small();
        assertThat(tokenizer.encode("ab b", 6)).containsExactly(6, 5, 3, 7, 7, 7);
        assertThat(tokenizer.encode("ab b", 3)).containsExactly(6, 5, 7);
        assertThat(tokenizer.encode("", 2)).containsExactly(6, 7);
        assertThatThrownBy(() -> tokenizer.encode("", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxLength: expected at least 2, found 1");
    }

    @Test
    void whatTheVocabularyLacksIsUnknown() {
        assertThat(small().encode("ab ?", 5)).containsExactly(6, 5, 7, 7, 7);
    }

    @Test
    void thePadTokenIsTheFoldersAndFoundInTexts() {
        write("special_tokens_map.json", "{\"pad_token\": \"!\"}");
        assertThat(small().encode("ab! b", 8))
                .as("! is new, so it comes after the vocabulary")
                .containsExactly(6, 5, 8, 3, 7, 8, 8, 8);

        write("tokenizer_config.json", "{\"pad_token\": \"b\", \"added_tokens_decoder\": {}}");
        assertThat(small().encode("a! b", 6)).as("the config alone counts").containsExactly(6, 2, 4, 1, 7, 1);
    }

    @Test
    void normalizedTokensAreFoundInNormalizedText() {
        write("tokenizer_config.json", """
                {"added_tokens_decoder": {
                  "6": {"content": "<|startoftext|>", "normalized": true, "special": true},
                  "20": {"content": "<New>", "normalized": true},
                  "21": {"content": "<Raw>", "normalized": false}}}""");
        assertThat(small().encode("a<|StartOfText|> <NEW> <Raw>", 7)).containsExactly(6, 2, 6, 8, 9, 7, 7);
        assertThat(small().encode("a<RAW>", 4)).as("only as it is written").containsExactly(6, 2, 7, 7);
    }

    @Test
    void tokensMayTakeSpacesAlongOrWantToStandAlone() {
        write("added_tokens.json", "{\"b\": 1}");
        assertThat(small().encode("ab B", 5)).as("an ordinary token").containsExactly(6, 2, 1, 1, 7);
        write("tokenizer_config.json", """
                {"added_tokens_decoder": {"8": {"content": "b", "single_word": true, "lstrip": true, "rstrip": true}}}""");
        assertThat(small().encode("ab b b!", 7)).containsExactly(6, 5, 1, 1, 4, 7, 7);
    }

    @Test
    void mergesMayBePairsInTokenizerJson() {
        write("tokenizer.json", "{\"model\": {\"vocab\": " + VOCABULARY + ", \"merges\": [[\"a\", \"b</w>\"]]}}");
        assertThat(ClipTokenizer.load(folder).encode("ab", 3)).containsExactly(6, 5, 7);
    }

    @Test
    void oddFilesAreReadAllTheSame() {
        write("tokenizer_config.json", "{\"added_tokens_decoder\": null, \"additional_special_tokens\": null}");
        write("special_tokens_map.json", "{\"pad_token\": {\"content\": \"!\", \"lstrip\": null}}");
        write("vocab.json", VOCABULARY.replaceAll(": (\\d)", ": $1.0"));
        write("merges.txt", "\ufeff" + MERGES.replace("\n", "\r\n\r\n"));
        assertThat(ClipTokenizer.load(folder).encode("ab! b", 8)).containsExactly(6, 5, 8, 3, 7, 8, 8, 8);
    }

    @Test
    void whatIsMissingOrBrokenIsSaidInOneLine() {
        assertBad(": expected tokenizer.json, or vocab.json and merges.txt");
        write("vocab.json", "[]");
        assertBad(": expected tokenizer.json, or vocab.json and merges.txt");
        write("merges.txt", "a b c\n");
        assertBad("/merges.txt: line 1: expected two tokens and a space, found 'a b c'");
        write("merges.txt", MERGES + "b a</w>\n");
        assertBad("/vocab.json: expected an object of tokens and ids");
        write("vocab.json", "{\"a\": 1.5}");
        assertBad("/vocab.json: 'a': expected an id, found 1.5");
        write("vocab.json", VOCABULARY);
        assertBad("/merges.txt: merge 'b a</w>': the vocabulary has no 'ba</w>'");
        write("merges.txt", MERGES);
        write("tokenizer_config.json", "{\"pad_token\": null}");
        assertBad(": expected a pad_token, found none");
        write("tokenizer_config.json", "{\"added_tokens_decoder\": {\"x\": \"a\"}}");
        assertBad("/tokenizer_config.json: added_tokens_decoder: x: expected an id");
        write("tokenizer_config.json", "{\"added_tokens_decoder\": []}");
        assertBad("/tokenizer_config.json: added_tokens_decoder: expected an object");
        write("tokenizer_config.json", "{\"bos_token\": 1}");
        assertBad("/tokenizer_config.json: bos_token: expected a token's name, or an object with its \"content\"");
        write("tokenizer.json", "{\"model\": {\"type\": \"Unigram\"}}");
        assertBad("/tokenizer.json: expected a BPE model, found Unigram");
        write("tokenizer.json", "{\"model\": {}}");
        assertBad("/tokenizer.json: model.merges: expected a list");
        assertThatThrownBy(() -> ClipTokenizer.load(folder.resolve("none")))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder.resolve("none") + ": expected a folder with a tokenizer");
    }

    private void assertBad(String message) {
        assertThatThrownBy(() -> ClipTokenizer.load(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder + message);
    }

    private ClipTokenizer small() {
        write("vocab.json", VOCABULARY);
        write("merges.txt", MERGES);
        return ClipTokenizer.load(folder);
    }

    private void write(String name, String content) {
        TokenizerFiles.write(folder, name, content);
    }
}
