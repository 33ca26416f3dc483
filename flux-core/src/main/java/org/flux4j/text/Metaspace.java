package org.flux4j.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits a text into words at white space, as T5 does. Each word begins with {@code ▁} (U+2581), which stands for a space. */
final class Metaspace {
    private static final String MARK = "\u2581";
    private static final Pattern WORD = Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern BEFORE_MARK = Pattern.compile("(?=" + MARK + ")");

    private Metaspace() {}

    /** Returns the words of a text. */
    static Stream<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(word -> word.startsWith(MARK) ? word : MARK + word)
                .flatMap(BEFORE_MARK::splitAsStream);
    }
}
