package org.flux4j.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Normalizes a text and splits it into words, as CLIP does.
 *
 * <p>Characters are those of the JDK's version of Unicode. Hugging Face's tokenizers 0.23.2 use the combining marks of Unicode
 * 9 and the capitals of Unicode 17. So ids differ from theirs where one of the 120 marks added since Unicode 9 is next to a
 * mark that it is reordered or composed with, and for the 28 capitals that Java 25 does not have.
 */
final class ClipText {
    private static final int UNICODE = Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+", UNICODE);

    /** Contractions, words, single digits, and runs of other signs. */
    private static final Pattern WORDS = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            UNICODE);

    /** The pattern of GPT-2, which is applied to each word again: it splits {@code <|endoftext|>}. */
    private static final Pattern PARTS =
            Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}+|[^\\s\\p{L}\\p{N}]+", UNICODE);

    private ClipText() {}

    /** Returns a text in NFC, with one space for each run of white space, in lower case. */
    static String normalize(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String spaced = WHITE_SPACE.matcher(composed).replaceAll(" ");
        return spaced.codePoints().mapToObj(ClipText::lowerCase).collect(Collectors.joining());
    }

    /** Returns the words of a normalized text. */
    static Stream<String> words(String normalized) {
        return WORDS.matcher(normalized)
                .results()
                .map(MatchResult::group)
                .flatMap(word -> PARTS.matcher(word).results().map(MatchResult::group));
    }

    /** Returns a character in lower case. Within a word, Java would make a final sigma ς. */
    private static String lowerCase(int codePoint) {
        return Character.toString(codePoint).toLowerCase(Locale.ROOT);
    }
}
