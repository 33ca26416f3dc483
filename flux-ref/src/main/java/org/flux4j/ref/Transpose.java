package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The transpose of a matrix: y[j, i] = x[i, j].
 *
 * <p>x is [A, B], y is [B, A].
 *
 * <p>Source: the rearrangement of pixels into tokens in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L44">AttnBlock</a>.
 */
final class Transpose {
    private Transpose() {}

    static Tensor apply(Tensor x) {
        Tensor y = Tensor.zeros(Shapes.transpose(x.shape()));
        int rows = x.dim(0);
        int columns = x.dim(1);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                y.data()[j * rows + i] = x.data()[i * columns + j];
            }
        }
        return y;
    }
}
