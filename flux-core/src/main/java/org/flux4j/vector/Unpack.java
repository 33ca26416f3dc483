package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/** The latents of tokens: x[c, 2h + p, 2w + q] = y[h · columns + w, 4c + 2p + q], token by token. */
final class Unpack {
    private Unpack() {}

    static Tensor apply(Tensor y, int rows, int columns, Engine engine) {
        Tensor x = engine.tensor(Shapes.unpack(y.shape(), rows, columns));
        int width = x.dim(2);
        int plane = x.dim(1) * width;
        int size = y.dim(1);
        engine.over(y.dim(0), Engine.grain(size), (from, to) -> {
            for (int token = from; token < to; token++) {
                int latent = token / columns * 2 * width + token % columns * 2;
                for (int i = 0; i < size; i += 4) {
                    int at = i / 4 * plane + latent;
                    System.arraycopy(y.data(), token * size + i, x.data(), at, 2);
                    System.arraycopy(y.data(), token * size + i + 2, x.data(), at + width, 2);
                }
            }
        });
        return x;
    }
}
