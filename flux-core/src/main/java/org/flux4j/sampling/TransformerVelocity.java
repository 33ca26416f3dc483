package org.flux4j.sampling;

import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;

/**
 * The velocity that the transformer predicts, given the inputs that do not change from step to step: text, guidance and
 * references. The tokens of references are appended to those of the picture being generated, and their predictions are
 * dropped.
 *
 * <p>Source: flux@802fb47 sampling.py, {@code denoise}.
 */
public final class TransformerVelocity implements Velocity, AutoCloseable {
    private final Step prediction;

    /**
     * Creates a velocity. The tensors must not be released as long as it is used.
     *
     * @param ops the operators to run the transformer with
     * @param transformer the transformer
     * @param imgIds the position ids of the picture being generated, [L, 3]
     * @param txt the tokens of the text: the hidden states of T5, [Lt, context_in_dim]
     * @param txtIds the position ids of the text tokens, [Lt, 3]
     * @param y the pooled text: the output of CLIP, [vec_in_dim]
     * @param guidance the strength of guidance, [1]; possibly {@code null} if the model is not distilled with guidance
     * @param references the tokens of references, or {@code null} for none
     */
    public TransformerVelocity(
            Operators ops,
            FluxTransformer transformer,
            Tensor imgIds,
            Tensor txt,
            Tensor txtIds,
            Tensor y,
            Tensor guidance,
            ReferenceTokens references) {
        Step step = inputs -> {
            Tensor img = inputs[0];
            Tensor timestep = inputs[1];
            if (references == null) {
                return transformer.forward(ops, img, imgIds, txt, txtIds, timestep, y, guidance);
            }
            Tensor input = ops.concat(img, references.tokens(), 0);
            Tensor inputIds = ops.concat(imgIds, references.ids(), 0);
            Tensor pred = transformer.forward(ops, input, inputIds, txt, txtIds, timestep, y, guidance);
            return ops.slice(pred, 0, 0, img.dim(0));
        };
        prediction = ops.repeated(step);
    }

    @Override
    public Tensor at(Tensor img, Tensor timestep) {
        return prediction.run(img, timestep);
    }

    /** Releases what the backend holds for the prediction. */
    @Override
    public void close() {
        prediction.close();
    }
}
