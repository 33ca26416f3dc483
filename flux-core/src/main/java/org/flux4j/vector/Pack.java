package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** Latents as tokens, each of 2 × 2 latents: y[h · W/2 + w, 4c + 2p + q] = x[c, 2h + p, 2w + q]. */
final class Pack {
    private Pack() {}

    static Tensor apply(Tensor x, Engine engine) {
        Tensor y = engine.tensor(Shapes.pack(x.shape()));
        int width = x.dim(2);
        int plane = x.dim(1) * width;
        int columns = width / 2;
        int size = y.dim(1);
        engine.over(y.dim(0), Engine.grain(size), (from, to) -> {
            float[] latents = x.data();
            float[] tokens = y.data();
            for (int token = from; token < to; token++) {
                int latent = token / columns * 2 * width + token % columns * 2;
                for (int i = 0; i < size; i += 4) {
                    int at = i / 4 * plane + latent;
                    System.arraycopy(latents, at, tokens, token * size + i, 2);
                    System.arraycopy(latents, at + width, tokens, token * size + i + 2, 2);
                }
            }
        });
        return y;
    }
}
