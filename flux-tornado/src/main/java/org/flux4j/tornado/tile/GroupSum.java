package org.flux4j.tornado.tile;

import uk.ac.manchester.tornado.api.KernelContext;

/** A sum over the items of a group, added in pairs in memory that the group shares. */
public final class GroupSum {
    /** The number of items of a group. */
    public static final int ITEMS = 64;

    private GroupSum() {}

    /**
     * Returns the sum of the values of all items, to each of them.
     *
     * @param shared memory of the group, for 64 numbers
     */
    public static float of(KernelContext context, float[] shared, float value) {
        int item = context.localIdx;
        context.localBarrier(); // an item may still read the sum before this one
        shared[item] = value;
        for (int half = 32; half > 0; half = half / 2) {
            context.localBarrier();
            if (item < half) {
                shared[item] += shared[item + half];
            }
        }
        context.localBarrier();
        return shared[0];
    }
}
