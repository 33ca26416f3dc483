package org.flux4j.vector.gradient;

import java.util.Arrays;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.AddRow;
import org.flux4j.vector.run.Engine;

/**
 * The gradient of the repetition of pixels, derived in {@code org.flux4j.ref.UpsampleNearestGradient}: the sum over the
 * copies of each. The rows of copies are added first, by vectors.
 */
final class UpsampleNearestGradient {
    private UpsampleNearestGradient() {}

    static Tensor apply(Tensor dy, int factor, Engine engine) {
        Tensor dx = engine.tensor(Shapes.downsampled(dy.shape(), factor));
        int rows = dx.dim(0) * dx.dim(1);
        int width = dx.dim(2);
        int wide = dy.dim(2);
        engine.run(rows, scratch -> {
            float[] sums = scratch.floats(wide);
            return row -> {
                Arrays.fill(sums, 0, wide, 0);
                for (int copy = 0; copy < factor; copy++) {
                    AddRow.accumulate(dy.data(), (row * factor + copy) * wide, sums, 0, wide);
                }
                addCopies(sums, factor, dx.data(), row * width, width);
            };
        });
        return dx;
    }

    /** Adds {@code factor} neighbours each. */
    private static void addCopies(float[] sums, int factor, float[] dx, int at, int count) {
        for (int pixel = 0; pixel < count; pixel++) {
            float sum = 0;
            for (int copy = 0; copy < factor; copy++) {
                sum += sums[pixel * factor + copy];
            }
            dx[at + pixel] = sum;
        }
    }
}
