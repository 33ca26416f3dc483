package org.flux4j.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How CLIP cleans a text and splits it into words.
 *
 * <p>Characters are those of the JDK's Unicode version. Hugging Face's tokenizers 0.23.2 know the combining marks of Unicode
 * 9 and the capitals of Unicode 17: ids differ from theirs where one of the 120 marks added in between stands beside another
 * mark that it would change places or be composed with, and for the 28 capitals that Java 25 does not have.
 */
final class ClipText {
    private static final int UNICODE = Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", UNICODE);

    /** Contractions, words, single digits, and runs of other signs. */
    private static final Pattern WORDS = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            UNICODE);

    /** GPT-2's pattern, which is applied to every word again: it takes {@code <|endoftext|>} apart. */
    private static final Pattern PARTS =
            Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}+|[^\\s\\p{L}\\p{N}]+", UNICODE);

    private ClipText() {}

    /** Composed (NFC), every run of white space one space, in small letters. */
    static String normalize(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String spaced = WHITE_SPACE.matcher(composed).replaceAll(" ");
        return spaced.codePoints().mapToObj(ClipText::lowerCase).collect(Collectors.joining());
    }

    static Stream<String> words(String normalized) {
        return WORDS.matcher(normalized)
                .results()
                .map(MatchResult::group)
                .flatMap(word -> PARTS.matcher(word).results().map(MatchResult::group));
    }

    /** Each character alone: in a word, Java would write a last sigma as ς. */
    private static String lowerCase(int codePoint) {
        return Character.toString(codePoint).toLowerCase(Locale.ROOT);
    }
}
