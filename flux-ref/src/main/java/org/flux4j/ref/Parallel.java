package org.flux4j.ref;

import java.util.stream.IntStream;

/** Shares the outputs of an operator among threads. Each output is computed by one thread alone, so the bits stay. */
final class Parallel {
    /** Computes the outputs {@code from} to {@code to} (exclusive). */
    interface Range {
        void compute(int from, int to);
    }

    private Parallel() {}

    /** Computes outputs 0 to {@code count} (exclusive) in at most {@code threads} ranges side by side. */
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
