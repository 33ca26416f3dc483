package org.flux4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClipTextTest {
    @Test
    void textIsComposedLowerCasedAndItsSpacesMadeOne() {
        assertThat(ClipText.normalize("E\u0301T\u00c9")).isEqualTo("\u00e9t\u00e9");
        assertThat(ClipText.normalize(" a \t\r\n b\u00a0\u2009\u3000\u0085c\u2028"))
                .isEqualTo(" a b c ");
        assertThat(ClipText.normalize("a\u200bb\u001cc")).as("no white space").isEqualTo("a\u200bb\u001cc");
    }

    @Test
    void capitalsAreLoweredOneByOne() {
        assertThat(ClipText.normalize("ΣΑΣ")).as("no last sigma").isEqualTo("σασ");
        assertThat(ClipText.normalize("İI")).isEqualTo("i\u0307i");
        assertThat(ClipText.normalize("\ud801\udc00")).isEqualTo("\ud801\udc28");
    }

    @Test
    void wordsDigitsSignsAndContractionsArePartsOfTheirOwn() {
        assertThat(ClipText.words("it's 2025, don't a_b naïve\u0301"))
                .containsExactly("it", "'s", "2", "0", "2", "5", ",", "don", "'t", "a", "_", "b", "naïve", "\u0301");
        assertThat(ClipText.words("''s 'x !'re ½²三")).containsExactly("''", "s", "'", "x", "!'", "re", "½", "²", "三");
        assertThat(ClipText.words(" ")).isEmpty();
    }

    @Test
    void theNamesOfSpecialTokensAreTakenApart() {
        assertThat(ClipText.words("a<|endoftext|>!")).containsExactly("a", "<|", "endoftext", "|>", "!");
        assertThat(ClipText.words("!<|endoftext|>!")).containsExactly("!<|", "endoftext", "|>!");
    }
}
