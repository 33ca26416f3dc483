package org.flux4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;

class PrecompiledCharsMapTest {
    private static final UnaryOperator<String> NMT_NFKC = SentencePieceModel.read(
                    TokenizerFiles.T5_SPIECE.resolve("spiece.model"))
            .normalizer();

    @Test
    void charactersOfSameMeaningBecomeOne() {
        assertThat(NMT_NFKC.apply("ﬁ Ｆ ½ ㎏ \u212b ｶ")).isEqualTo("fi F 1⁄2 kg \u00c5 カ");
        assertThat(NMT_NFKC.apply("e\u0301 \u0438\u0306")).isEqualTo("\u00e9 \u0439");
        assertThat(NMT_NFKC.apply("É 猫 🐱")).as("no other change").isEqualTo("É 猫 🐱");
    }

    @Test
    void spacesBecomeSpacesAndControlsVanish() {
        assertThat(NMT_NFKC.apply("a\tb\u00a0c\u3000d\u2581e\u200bf")).isEqualTo("a b c d e f");
        assertThat(NMT_NFKC.apply("\u0001a\u000b\u007fb")).isEqualTo("ab");
    }

    @Test
    void aSmallClusterIsReplacedByWhatItsBeginningStandsFor() {
        assertThat(NMT_NFKC.apply("ﬁ\u0301")).as("5 bytes: the accent is lost").isEqualTo("fi");
        assertThat(NMT_NFKC.apply("\r\n")).isEqualTo(" ");
        assertThat(NMT_NFKC.apply("ﬁ\u0301\u0301")).as("7 bytes: one by one").isEqualTo("fi\u0301\u0301");
        assertThat(NMT_NFKC.apply("\u0343\u0301")).isEqualTo("\u0313");
        assertThat(NMT_NFKC.apply("\u0378\u0343\u0301"))
                .as("6 bytes: marks belong to an unassigned character, too")
                .isEqualTo("\u0378\u0313\u0301");
    }

    @Test
    void aTableThatPointsOutOfItselfIsRefused() {
        int[] units = new int[256];
        assertThat(new PrecompiledCharsMap("x", table(units, "")).normalize("ab"))
                .isEqualTo("ab");

        units['a'] = 'a' | 1 << 8 | 'b' << 10;
        units['a' ^ 'b'] = 1 << 31;
        assertThat(new PrecompiledCharsMap("x", table(units, "X\0")).normalize("abc"))
                .isEqualTo("Xbc");
        assertThatThrownBy(() -> new PrecompiledCharsMap("x", table(units, "")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x: trie: node 97 points out of the table");
        units['a'] = 'a' | 256 << 10;
        assertThatThrownBy(() -> new PrecompiledCharsMap("x", table(units, "X\0")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x: trie: node 97 points out of the table");
    }

    @Test
    void aTableOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> new PrecompiledCharsMap("x", ByteBuffer.allocate(3)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x: expected a trie in blocks of 1024 bytes, found 0 bytes");
        assertThatThrownBy(() -> new PrecompiledCharsMap("x", table(new int[255], "")))
                .hasMessage("x: expected a trie in blocks of 1024 bytes, found 1020 bytes");
        assertThatThrownBy(() ->
                        new PrecompiledCharsMap("x", table(new int[256], "").slice(0, 1027)))
                .hasMessage("x: expected a trie of 1024 bytes, found 1023 bytes");
    }

    private static ByteBuffer table(int[] units, String replacements) {
        byte[] texts = replacements.getBytes(StandardCharsets.UTF_8);
        ByteBuffer table =
                ByteBuffer.allocate(4 + 4 * units.length + texts.length).order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(4 * units.length);
        for (int unit : units) {
            table.putInt(unit);
        }
        return table.put(texts).flip();
    }
}
