package org.flux4j.sampling;

import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/**
 * The transformer with all that stays the same from step to step. The tokens of references follow those of the picture
 * being made, and what is predicted for them is cut off.
 *
 * <p>Source: flux@802fb47 sampling.py, {@code denoise}.
 *
 * @param imgIds [L, 3]
 * @param txt [Lt, C]: T5's hidden states
 * @param txtIds [Lt, 3]
 * @param y CLIP's pooled output
 * @param guidance its strength; may be null for a model that is not distilled with it
 * @param references null for none
 */
public record TransformerVelocity(
        Operators ops,
        FluxTransformer transformer,
        Tensor imgIds,
        Tensor txt,
        Tensor txtIds,
        Tensor y,
        Float guidance,
        ReferenceTokens references)
        implements Velocity {

    @Override
    public Tensor at(Tensor img, float timestep) {
        if (references == null) {
            return transformer.forward(ops, img, imgIds, txt, txtIds, timestep, y, guidance);
        }
        Tensor input = ops.concat(img, references.tokens(), 0);
        Tensor inputIds = ops.concat(imgIds, references.ids(), 0);
        Tensor pred = transformer.forward(ops, input, inputIds, txt, txtIds, timestep, y, guidance);
        return ops.slice(pred, 0, 0, img.dim(0));
    }
}
