package org.flux4j.parity;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;

/**
 * The difference between an output and the expected output.
 *
 * @param maxAbs the maximum of |got − want|; NaN if an element of either output is NaN
 * @param maxRel the maximum of |got − want| / |want|, over the elements whose expected value is not 0
 * @param rms the square root of the mean of (got − want)²
 * @param outside the number of elements outside of the tolerance
 * @param worst the element whose error is the largest share of the tolerance, with its index, its expected and its
 *     actual value; empty if no element is outside of the tolerance
 */
record Difference(double maxAbs, double maxRel, double rms, long outside, String worst) {
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Returns the difference between two tensors of the same shape. */
    static Difference between(StoredTensor got, StoredTensor want, Tolerance tolerance) {
        double maxAbs = 0;
        double maxRel = 0;
        double squares = 0;
        long outside = 0;
        double worstShare = 0;
        long worst = 0;
        long count = want.shape().count();
        for (long i = 0; i < count; i++) {
            double x = element(got, i);
            double y = element(want, i);
            double error = x == y ? 0 : Math.abs(x - y);
            maxAbs = Math.max(maxAbs, error);
            maxRel = y == 0 ? maxRel : Math.max(maxRel, error / Math.abs(y));
            squares += error * error;
            if (!tolerance.allows(x, y)) {
                outside++;
                double share = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error / tolerance.at(y);
                if (outside == 1 || share > worstShare) {
                    worstShare = share;
                    worst = i;
                }
            }
        }
        String where = outside == 0 ? "" : describe(got, want, worst);
        return new Difference(maxAbs, maxRel, Math.sqrt(squares / count), outside, where);
    }

    private static String describe(StoredTensor got, StoredTensor want, long index) {
        return "at %s: expected %s, found %s"
                .formatted(
                        place(want.shape(), index),
                        NumberText.value(element(want, index)),
                        NumberText.value(element(got, index)));
    }

    /** Returns the index of an element along each axis. */
    private static Shape place(Shape shape, long index) {
        int[] place = new int[shape.rank()];
        long rest = index;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            place[axis] = (int) (rest % shape.dim(axis));
            rest /= shape.dim(axis);
        }
        return Shape.of(place);
    }

    private static double element(StoredTensor tensor, long index) {
        return switch (tensor.dtype()) {
            case F64 -> tensor.bytes().getAtIndex(DOUBLE, index);
            case I64 -> tensor.bytes().getAtIndex(LONG, index);
            default -> number(tensor, index);
        };
    }

    private static float number(StoredTensor tensor, long index) {
        float[] number = new float[1];
        tensor.dtype().read(tensor.bytes(), index, number, 0, 1);
        return number[0];
    }
}
