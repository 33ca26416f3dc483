package org.flux4j.ref;

import java.util.stream.IntStream;

/**
 * Parallel loops over the outputs of an operator. Each output is computed by a single thread, so the results do not
 * depend on the number of threads.
 */
final class Parallel {
    /** A range of the loop. */
    interface Range {
        /** Computes the outputs {@code from} (inclusive) to {@code to} (exclusive). */
        void compute(int from, int to);
    }

    private Parallel() {}

    /**
     * Computes the outputs 0 (inclusive) to {@code count} (exclusive), in at most {@code threads} ranges at the same
     * time.
     */
    static void over(int count, int threads, Range range) {
        int parts = Math.min(count, threads);
        IntStream.range(0, parts)
                .parallel()
                .forEach(part -> range.compute(bound(part, parts, count), bound(part + 1, parts, count)));
    }

    private static int bound(int part, int parts, int count) {
        return (int) ((long) count * part / parts);
    }
}
