package org.flux4j.sampling;

import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;

/**
 * The transformer with all that stays the same from step to step. The tokens of references follow those of the picture
 * being made, and what is predicted for them is cut off.
 *
 * <p>Source: flux@802fb47 sampling.py, {@code denoise}.
 */
public final class TransformerVelocity implements Velocity {
    private final Step prediction;

    /**
     * Prepares the predictions; the tensors must live as long as they are made.
     *
     * @param imgIds [L, 3]
     * @param txt [Lt, C]: T5's hidden states
     * @param txtIds [Lt, 3]
     * @param y CLIP's pooled output
     * @param guidance [1]: its strength; may be null for a model that is not distilled with it
     * @param references null for none
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
}
