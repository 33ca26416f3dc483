package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The packing of a latent into tokens of 2 × 2 latent pixels: y[h · W/2 + w, 4c + 2p + q] = x[c, 2h + p, 2w + q].
 *
 * <p>x is [C, H, W] with H and W even, y is [H/2 · W/2, 4C].
 *
 * <p>Source: rearrange(img, "b c (h ph) (w pw) -> b (h w) (c ph pw)", ph=2, pw=2) in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/sampling.py#L41">prepare</a>.
 */
final class Pack {
    private Pack() {}

    static Tensor apply(Tensor x) {
        Tensor y = Tensor.zeros(Shapes.pack(x.shape()));
        int rows = x.dim(1) / 2;
        int columns = x.dim(2) / 2;
        for (int c = 0; c < x.dim(0); c++) {
            for (int h = 0; h < rows; h++) {
                for (int w = 0; w < columns; w++) {
                    for (int p = 0; p < 2; p++) {
                        for (int q = 0; q < 2; q++) {
                            y.data()[(h * columns + w) * y.dim(1) + 4 * c + 2 * p + q] =
                                    x.data()[(c * x.dim(1) + 2 * h + p) * x.dim(2) + 2 * w + q];
                        }
                    }
                }
            }
        }
        return y;
    }
}
