package org.flux4j.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds added tokens: first those that are not normalized, in the text; then the others, in each normalized piece between
 * them. Of several that begin at one place, the longest is found.
 *
 * <p>Equivalent to <a
 * href="https://github.com/huggingface/tokenizers/blob/v0.23.1/tokenizers/src/tokenizer/added_vocabulary.rs">AddedVocabulary</a>
 * of Hugging Face's tokenizers.
 */
final class AddedTokens {
    private static final Pattern WORD = Pattern.compile("\\w", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int NONE = -1;

    private record Wanted(AddedToken token, String pattern, int id) {}

    /** A piece of a text: an added token with its id, or text between such tokens with {@link #NONE}. */
    private record Piece(String text, int id) {
        boolean isToken() {
            return id != NONE;
        }
    }

    private final UnaryOperator<String> normalizer;
    private final List<Wanted> asTheyAre = new ArrayList<>();
    private final List<Wanted> normalized = new ArrayList<>();

    /**
     * Creates a finder of the given tokens.
     *
     * @param vocabulary contains every token
     */
    AddedTokens(Collection<AddedToken> tokens, Vocabulary vocabulary, UnaryOperator<String> normalizer) {
        this.normalizer = normalizer;
        for (AddedToken token : tokens) {
            String pattern = token.normalized() ? normalizer.apply(token.content()) : token.content();
            if (!pattern.isEmpty()) {
                int id = vocabulary.ids().get(token.content());
                (token.normalized() ? normalized : asTheyAre).add(new Wanted(token, pattern, id));
            }
        }
    }

    /**
     * Returns the ids of a text.
     *
     * @param model returns the ids of normalized text without added tokens
     */
    int[] encode(String text, Function<String, IntStream> model) {
        return split(text, asTheyAre).stream()
                .flatMap(piece -> piece.isToken() ? Stream.of(piece) : splitNormalized(piece.text()))
                .flatMapToInt(piece -> piece.isToken() ? IntStream.of(piece.id()) : model.apply(piece.text()))
                .toArray();
    }

    private Stream<Piece> splitNormalized(String text) {
        return split(normalizer.apply(text), normalized).stream();
    }

    private static List<Piece> split(String text, List<Wanted> wanted) {
        List<Piece> pieces = new ArrayList<>();
        int done = 0;
        int at = 0;
        while (at < text.length()) {
            Wanted found = longestAt(text, at, wanted);
            if (found == null) {
                at++;
                continue;
            }
            AddedToken token = found.token();
            int start = at;
            int end = at + found.pattern().length();
            at = end;
            if (token.singleWord() && touchesWord(text, start, end)) {
                continue;
            }
            while (token.lstrip() && start > done && WhiteSpace.is(text.charAt(start - 1))) {
                start--;
            }
            while (token.rstrip() && end < text.length() && WhiteSpace.is(text.charAt(end))) {
                end++;
            }
            if (done < start) {
                pieces.add(new Piece(text.substring(done, start), NONE));
            }
            pieces.add(new Piece(text.substring(start, end), found.id()));
            done = end;
        }
        if (done < text.length()) {
            pieces.add(new Piece(text.substring(done), NONE));
        }
        return pieces;
    }

    private static Wanted longestAt(String text, int at, List<Wanted> wanted) {
        Wanted longest = null;
        for (Wanted candidate : wanted) {
            if (text.startsWith(candidate.pattern(), at)
                    && (longest == null
                            || candidate.pattern().length() > longest.pattern().length())) {
                longest = candidate;
            }
        }
        return longest;
    }

    private static boolean touchesWord(String text, int start, int end) {
        return (start > 0 && isWord(text.codePointBefore(start)))
                || (end < text.length() && isWord(text.codePointAt(end)));
    }

    private static boolean isWord(int codePoint) {
        return WORD.matcher(Character.toString(codePoint)).matches();
    }
}
