package org.flux4j.text;

import java.util.Arrays;
import java.util.List;

/** The tokens around the ids of a text, which make a sequence of fixed length: {@code begin... ids... end pad pad pad}. */
record Frame(List<Integer> begin, int end, int pad) {
    /**
     * Returns the given ids in this frame. If there are too many, the last ones are left out.
     *
     * @throws IllegalArgumentException if the length is too small for the frame alone
     */
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
