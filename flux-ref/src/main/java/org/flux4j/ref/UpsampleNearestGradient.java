package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The gradient of {@link UpsampleNearest}. Every pixel of x is repeated factor × factor times, so the gradients of its
 * copies are added: dx[c, i, j] = Σ_{p,q} dy[c, factor·i + p, factor·j + q].
 *
 * <p>dy is [C, factor·H, factor·W], dx is [C, H, W].
 */
final class UpsampleNearestGradient {
    private UpsampleNearestGradient() {}

    static Tensor apply(Tensor dy, int factor) {
        Tensor dx = Tensor.zeros(Shapes.downsampled(dy.shape(), factor));
        int rows = dx.dim(0) * dx.dim(1);
        int columns = dx.dim(2);
        int width = dy.dim(2);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int p = 0; p < factor; p++) {
                    for (int q = 0; q < factor; q++) {
                        sum += dy.data()[(factor * row + p) * width + factor * j + q];
                    }
                }
                dx.data()[row * columns + j] = (float) sum;
            }
        }
        return dx;
    }
}
