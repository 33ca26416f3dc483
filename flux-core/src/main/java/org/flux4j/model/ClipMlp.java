package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/**
 * The MLP of CLIP: y = fc2(activation(fc1(x))).
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/clip/modeling_clip.py">modeling_clip.py,
 * CLIPMLP</a>.
 */
final class ClipMlp {
    private final ClipConfig.Activation activation;
    private final Linear fc1; // [F, C]
    private final Linear fc2; // [C, F]

    ClipMlp(ClipConfig config, Weights w) {
        activation = config.hiddenAct();
        fc1 = new Linear(config.hiddenSize(), config.intermediateSize(), w.in("fc1"));
        fc2 = new Linear(config.intermediateSize(), config.hiddenSize(), w.in("fc2"));
    }

    /**
     * Applies the MLP.
     *
     * @param x [L, C]
     * @return [L, C]
     */
    Tensor forward(Operators ops, Tensor x) {
        Tensor hidden = fc1.forward(ops, x);
        Tensor activated = switch (activation) {
            case QUICK_GELU -> ops.quickGelu(hidden);
            case GELU -> ops.geluErf(hidden);
        };
        return fc2.forward(ops, activated);
    }
}
