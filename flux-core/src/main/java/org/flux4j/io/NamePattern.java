package org.flux4j.io;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tensor name with wildcards, which a name is matched against and which a name is made from: {@code #} is a block number,
 * {@code ~#} a block number counted from the last one down, {@code @} is encoder or decoder, {@code *} is weight or bias.
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

    boolean matches(String name) {
        return regex.matcher(name).matches();
    }

    /** What the wildcards stand for in a name, or null when it does not match; {@code last} is the highest number of ~#. */
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

    /** The name in which the wildcards stand for the given values. */
    String fill(List<String> values, int last) {
        Matcher wildcard = WILDCARD.matcher(text);
        StringBuilder name = new StringBuilder();
        for (int i = 0; wildcard.find(); i++) {
            wildcard.appendReplacement(name, flip(wildcards.get(i), values.get(i), last));
        }
        return wildcard.appendTail(name).toString();
    }

    /** The number that ~# stands for in a name as it is written there, or −1. */
    int flipped(String name) {
        int index = wildcards.indexOf("~#");
        Matcher matcher = regex.matcher(name);
        return index >= 0 && matcher.matches() ? Integer.parseInt(matcher.group(index + 1)) : -1;
    }

    private static String flip(String wildcard, String value, int last) {
        return wildcard.equals("~#") ? Integer.toString(last - Integer.parseInt(value)) : value;
    }
}
