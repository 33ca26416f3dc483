package org.flux4j.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnigramTest {
    private static final int UNKNOWN = 2;

    private static final Unigram MODEL = model(
            piece("<pad>", 0),
            piece("</s>", 0),
            piece("<unk>", 0),
            piece("a", -1),
            piece("b", -1),
            piece("ab", -1.5),
            piece("abc", -12.5),
            piece("bc", -1),
            piece("c", -13),
            piece("🐱", -2));

    @Test
    void theLikeliestPiecesWin() {
        assertThat(encode("ab")).as("-1.5 against -2").containsExactly(5);
        assertThat(encode("abc")).as("a bc -2, abc -12.5, ab c -14.5").containsExactly(3, 7);
        assertThat(encode("ababc")).containsExactly(5, 3, 7);
        assertThat(encode("")).isEmpty();
    }

    @Test
    void ofEquallyLikelyWaysTheOneWithTheLongerLastPieceStays() {
        Unigram even = model(
                piece("<pad>", 0),
                piece("</s>", 0),
                piece("<unk>", 0),
                piece("x", -1),
                piece("xx", -1),
                piece("xxx", -2));
        assertThat(even.encode("xxx").toArray()).as("xxx was found before xx x").containsExactly(5);
    }

    @Test
    void unknownCharactersInARowAreOneToken() {
        assertThat(encode("aéèb")).containsExactly(3, UNKNOWN, 4);
        assertThat(encode("éaè")).containsExactly(UNKNOWN, 3, UNKNOWN);
        assertThat(encode("🐶🐶🐱")).containsExactly(UNKNOWN, 9);
    }

    @Test
    void unknownIsTenBelowTheLeastLikelyPiece() {
        Unigram rare = model(
                piece("<pad>", 0),
                piece("</s>", 0),
                piece("<unk>", 0),
                piece("é", -5),
                piece("aé", -20),
                piece("ab", -16));
        assertThat(rare.encode("aé").toArray()).as("-20 against -30 - 5").containsExactly(4);
        assertThat(rare.encode("a").toArray()).containsExactly(UNKNOWN);
    }

    private static int[] encode(String word) {
        return MODEL.encode(word).toArray();
    }

    private static Unigram model(Unigram.Piece... pieces) {
        return new Unigram(List.of(pieces));
    }

    private static Unigram.Piece piece(String text, double score) {
        return new Unigram.Piece(text, score);
    }
}
