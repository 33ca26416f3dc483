package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The unpacking of tokens into a latent, the inverse of {@link Pack}: x[c, 2h + p, 2w + q] =
 * y[h · columns + w, 4c + 2p + q].
 *
 * <p>y is [rows · columns, 4C], x is [C, 2 · rows, 2 · columns].
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/sampling.py#L356">unpack</a>.
 */
final class Unpack {
    private Unpack() {}

    static Tensor apply(Tensor y, int rows, int columns) {
        Tensor x = Tensor.zeros(Shapes.unpack(y.shape(), rows, columns));
        for (int c = 0; c < x.dim(0); c++) {
            for (int h = 0; h < rows; h++) {
                for (int w = 0; w < columns; w++) {
                    for (int p = 0; p < 2; p++) {
                        for (int q = 0; q < 2; q++) {
                            x.data()[(c * x.dim(1) + 2 * h + p) * x.dim(2) + 2 * w + q] =
                                    y.data()[(h * columns + w) * y.dim(1) + 4 * c + 2 * p + q];
                        }
                    }
                }
            }
        }
        return x;
    }
}
