package org.flux4j.text;

import java.util.Arrays;
import java.util.List;

/**
 * The fixed-length sequence around the ids of a text: {@code begin... ids... end pad pad pad}. A text too long is cut
 * before the end token.
 */
record Frame(List<Integer> begin, int end, int pad) {
    int[] around(int[] ids, int length) {
        int least = begin.size() + 1;
        if (length < least) {
            throw new IllegalArgumentException("maxLength: expected at least " + least + ", found " + length);
        }
        int[] framed = new int[length];
        int at = 0;
        for (int id : begin) {
            framed[at++] = id;
        }
        int kept = Math.min(ids.length, length - least);
        System.arraycopy(ids, 0, framed, at, kept);
        framed[at + kept] = end;
        Arrays.fill(framed, at + kept + 1, length, pad);
        return framed;
    }
}
