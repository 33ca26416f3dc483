package org.flux4j.io;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tensor name with wildcards. It matches names, and makes names from what the wildcards of another pattern stand for.
 *
 * <ul>
 *   <li>{@code #}: the number of a block
 *   <li>{@code ~#}: the number of a block, counted from the last one down
 *   <li>{@code @}: encoder or decoder
 *   <li>{@code *}: weight or bias
 * </ul>
 */
final class NamePattern {
    private static final Pattern WILDCARD = Pattern.compile("~#|#|@|\\*");

    private final String text;
    private final Pattern regex;
    private final List<String> wildcards = new ArrayList<>();

    NamePattern(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        Matcher wildcard = WILDCARD.matcher(text);
        int from = 0;
        while (wildcard.find()) {
            regex.append(Pattern.quote(text.substring(from, wildcard.start())));
            regex.append(
                    switch (wildcard.group()) {
                        case "@" -> "(encoder|decoder)";
                        case "*" -> "(weight|bias)";
                        default -> "(0|[1-9][0-9]{0,8})";
                    });
            wildcards.add(wildcard.group());
            from = wildcard.end();
        }
        this.regex = Pattern.compile(regex + Pattern.quote(text.substring(from)));
    }

    /** Returns this pattern as it is written. */
    String text() {
        return text;
    }

    /** Returns whether a name matches this pattern. */
    boolean matches(String name) {
        return regex.matcher(name).matches();
    }

    /**
     * Returns what the wildcards stand for in a name; null if it does not match.
     *
     * @param last the largest number that {@code ~#} stands for
     */
    List<String> match(String name, int last) {
        Matcher matcher = regex.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < wildcards.size(); i++) {
            values.add(flip(wildcards.get(i), matcher.group(i + 1), last));
        }
        return values;
    }

    /**
     * Returns the name in which the wildcards stand for the given values.
     *
     * @param last the largest number that {@code ~#} stands for
     */
    String fill(List<String> values, int last) {
        Matcher wildcard = WILDCARD.matcher(text);
        StringBuilder name = new StringBuilder();
        for (int i = 0; wildcard.find(); i++) {
            wildcard.appendReplacement(name, flip(wildcards.get(i), values.get(i), last));
        }
        return wildcard.appendTail(name).toString();
    }

    /** Returns the number that is written in place of {@code ~#} in a name; −1 if there is none. */
    int flipped(String name) {
        int index = wildcards.indexOf("~#");
        Matcher matcher = regex.matcher(name);
        return index >= 0 && matcher.matches() ? Integer.parseInt(matcher.group(index + 1)) : -1;
    }

    private static String flip(String wildcard, String value, int last) {
        return wildcard.equals("~#") ? Integer.toString(last - Integer.parseInt(value)) : value;
    }
}
