package org.flux4j.text;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits a text into user-perceived characters: the extended grapheme clusters of Unicode Standard Annex 29. */
final class Clusters {
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** Characters of one and of two chars that form a cluster with marks that follow, and are no marks themselves. */
    private static final int PLAIN = 'x';

    private static final int PLAIN_PAIR = 0x10000;

    private Clusters() {}

    /** Returns the clusters of a text. */
    static Stream<String> of(String text) {
        String standIns = text.codePoints()
                .map(Clusters::standIn)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return CLUSTER.matcher(standIns).results().map(cluster -> text.substring(cluster.start(), cluster.end()));
    }

    /**
     * Returns the character that is split in place of the given one. Java splits unassigned characters like controls, and two
     * vowels of Ahom like marks; by the annex they are neither.
     */
    private static int standIn(int codePoint) {
        boolean unassigned = Character.getType(codePoint) == Character.UNASSIGNED && !isIgnorable(codePoint);
        if (!unassigned && codePoint != 0x11720 && codePoint != 0x11721) {
            return codePoint;
        }
        return Character.isBmpCodePoint(codePoint) ? PLAIN : PLAIN_PAIR;
    }

    /** Returns whether an unassigned character is a Default_Ignorable_Code_Point, which the annex treats as a control. */
    private static boolean isIgnorable(int codePoint) {
        return codePoint == 0x2065
                || (codePoint >= 0xfff0 && codePoint <= 0xfff8)
                || (codePoint >= 0xe0000 && codePoint <= 0xe0fff);
    }
}
