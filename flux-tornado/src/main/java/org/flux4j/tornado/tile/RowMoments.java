package org.flux4j.tornado.tile;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/** The mean and the deviation of a row, or of another run of elements, which the items of a group compute together. */
public final class RowMoments {
    private RowMoments() {}

    /**
     * Returns the mean of {@code count} elements, at least one, to each item.
     *
     * @param shared memory of the group, for 64 numbers
     * @param start the index of the first element
     */
    public static float mean(KernelContext context, float[] shared, FloatArray x, int start, int count) {
        float first = x.get(start); // sums of deviations from an element round less than sums of elements
        float sum = 0;
        for (int i = context.localIdx; i < count; i += 64) {
            sum += x.get(start + i) - first;
        }
        return first + GroupSum.of(context, shared, sum) / count;
    }

    /** Returns the sum of the squared deviations of the elements from their mean, to each item. */
    public static float squares(KernelContext context, float[] shared, FloatArray x, int start, int count, float mean) {
        float sum = 0;
        for (int i = context.localIdx; i < count; i += 64) {
            float deviation = x.get(start + i) - mean;
            sum += deviation * deviation;
        }
        return GroupSum.of(context, shared, sum);
    }
}
