package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** The latents of tokens: x[c, 2h + p, 2w + q] = y[h · columns + w, 4c + 2p + q]. */
final class Unpack {
    private Unpack() {}

    static Tensor apply(Tensor y, int rows, int columns, Engine engine) {
        Tensor x = engine.tensor(Shapes.unpack(y.shape(), rows, columns));
        int width = x.dim(2);
        int plane = x.dim(1) * width;
        int size = y.dim(1);
        engine.over(y.dim(0), Engine.grain(size), (from, to) -> {
            float[] tokens = y.data();
            float[] latents = x.data();
            for (int token = from; token < to; token++) {
                int latent = token / columns * 2 * width + token % columns * 2;
                for (int i = 0; i < size; i += 4) {
                    int at = i / 4 * plane + latent;
                    System.arraycopy(tokens, token * size + i, latents, at, 2);
                    System.arraycopy(tokens, token * size + i + 2, latents, at + width, 2);
                }
            }
        });
        return x;
    }
}
