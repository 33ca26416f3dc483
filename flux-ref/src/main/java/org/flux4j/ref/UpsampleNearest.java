package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The enlargement of a feature map by repeating each pixel factor × factor times: y[c, i, j] =
 * x[c, ⌊i / factor⌋, ⌊j / factor⌋].
 *
 * <p>x is [C, H, W], y is [C, factor·H, factor·W].
 *
 * <p>Source: torch.nn.functional.interpolate(mode="nearest"), as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L104">Upsample</a>.
 */
final class UpsampleNearest {
    private UpsampleNearest() {}

    static Tensor apply(Tensor x, int factor) {
        Tensor y = Tensor.zeros(Shapes.upsampleNearest(x.shape(), factor));
        int rows = x.dim(0) * x.dim(1);
        int columns = x.dim(2);
        int width = y.dim(2);
        for (int row = 0; row < factor * rows; row++) {
            for (int j = 0; j < width; j++) {
                y.data()[row * width + j] = x.data()[row / factor * columns + j / factor];
            }
        }
        return y;
    }
}
