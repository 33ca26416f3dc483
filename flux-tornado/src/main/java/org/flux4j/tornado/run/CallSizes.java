package org.flux4j.tornado.run;

import java.util.List;

/**
 * The kernel of a call and the sizes of its arrays, which are rounded up so that few occur: compiled code and arrays
 * serve all calls of the same sizes.
 *
 * @param capacities the size of each array, in numbers
 */
record CallSizes(Kernel kernel, List<Integer> capacities) {
    /** Arrays of a call that are larger than this, in bytes, are not retained for the next one. */
    private static final long LARGEST_RETAINED = 64 << 20;

    /** The smallest capacity of an array, in numbers: to copy less takes no less time. */
    private static final long SMALLEST = 1 << 14;

    static CallSizes of(Launch launch) {
        List<Integer> capacities = launch.operands().stream()
                .map(operand -> capacity(Copies.count(operand)))
                .toList();
        return new CallSizes(launch.kernel(), capacities);
    }

    /** Returns a power of four that is large enough. */
    private static int capacity(long count) {
        long capacity = SMALLEST;
        while (capacity < count) {
            capacity *= 4;
        }
        return Math.toIntExact(Math.min(capacity, Integer.MAX_VALUE - 64));
    }

    /** Returns the bytes that the arrays take at most. */
    long bytes() {
        return capacities.stream()
                .mapToLong(capacity -> (long) capacity * Float.BYTES)
                .sum();
    }

    /** Returns whether code and arrays are retained for the next call of these sizes. */
    boolean areRetained() {
        return bytes() <= LARGEST_RETAINED;
    }
}
