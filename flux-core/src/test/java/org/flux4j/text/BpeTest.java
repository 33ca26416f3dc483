package org.flux4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;

class BpeTest {
    private static final int UNKNOWN = 99;
    private static final Map<String, Integer> VOCABULARY = new HashMap<>();

    static {
        for (String token : List.of("a", "b", "c", "a</w>", "b</w>", "c</w>", "aa", "ab", "bc</w>", "aaaa", "Ġ</w>")) {
            VOCABULARY.put(token, VOCABULARY.size());
        }
    }

    @Test
    void theEarliestRuleIsAppliedFirstWhereverItFits() {
        assertThat(encode("abc", merge("a", "b"), merge("b", "c</w>"))).containsExactly(id("ab"), id("c</w>"));
        assertThat(encode("abc", merge("b", "c</w>"), merge("a", "b"))).containsExactly(id("a"), id("bc</w>"));
    }

    @Test
    void amongEqualsTheLeftmostIsMergedFirst() {
        assertThat(encode("aaab", merge("a", "a"), merge("aa", "aa"))).containsExactly(id("aa"), id("a"), id("b</w>"));
        assertThat(encode("aaaaac", merge("a", "a"), merge("aa", "aa")))
                .containsExactly(id("aaaa"), id("a"), id("c</w>"));
    }

    @Test
    void onlyTheLastSymbolEndsTheWord() {
        assertThat(encode("a")).containsExactly(id("a</w>"));
        assertThat(encode("aa", merge("a", "a"))).containsExactly(id("a"), id("a</w>"));
        assertThat(encode(" ")).containsExactly(id("Ġ</w>"));
        assertThat(encode("")).isEmpty();
    }

    @Test
    void aByteTheVocabularyLacksIsUnknown() {
        assertThat(encode("aéa")).containsExactly(id("a"), UNKNOWN, UNKNOWN, id("a</w>"));
    }

    @Test
    void aRuleMustMakeTokensOfTheVocabulary() {
        assertThatThrownBy(() -> encode("a", merge("c", "x")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("merges.txt: merge 'c x': the vocabulary has no 'x'");
        assertThatThrownBy(() -> encode("a", merge("c", "a")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("merges.txt: merge 'c a': the vocabulary has no 'ca'");
    }

    @Test
    void longWordsAreMergedToTheEnd() {
        Bpe bpe = bpe(merge("a", "a"), merge("aa", "aa"));
        assertThat(bpe.encode("a".repeat(8001) + "c").toArray())
                .hasSize(2002)
                .startsWith(id("aaaa"))
                .endsWith(id("aaaa"), id("a"), id("c</w>"));
    }

    private static int[] encode(String word, Bpe.Merge... merges) {
        return bpe(merges).encode(word).toArray();
    }

    private static Bpe bpe(Bpe.Merge... merges) {
        return new Bpe("merges.txt", VOCABULARY, List.of(merges), UNKNOWN);
    }

    private static Bpe.Merge merge(String left, String right) {
        return new Bpe.Merge(left, right);
    }

    private static int id(String token) {
        return VOCABULARY.get(token);
    }
}
