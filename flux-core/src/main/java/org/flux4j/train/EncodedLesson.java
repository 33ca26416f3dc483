package org.flux4j.train;

import java.util.List;
import org.flux4j.model.AutoEncoder;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.picture.Picture;
import org.flux4j.sampling.ReferenceTokens;
import org.flux4j.sampling.TokenGrid;

/**
 * A lesson as the transformer sees it.
 *
 * @param target the tokens of the target, [L, C]
 * @param reference the tokens of the input, [R, C], or {@code null} if there is none
 * @param ids the position ids of target and reference, [L + R, 3]
 * @param condition the prompt
 * @param weights how much each token of the target counts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EncodedLesson(Tensor target, Tensor reference, Tensor ids, Condition condition, float[] weights) {
    /** How far a channel of a token must change for the token to count as changed. */
    private static final float CHANGE = 0.3f;

    /** How much more a changed token counts than the others, which a model that copies the reference has right. */
    private static final float CHANGED = 5;

    @SuppressWarnings("try") // the scope is only closed
    static EncodedLesson of(Operators ops, AutoEncoder autoEncoder, Condition.Encoder prompts, Lesson lesson) {
        try (Scope scope = ops.scope("lesson")) {
            Tensor latent = encode(ops, autoEncoder, lesson.target());
            Tensor target = ops.pack(latent);
            Tensor ids = TokenGrid.of(latent).ids();
            Tensor reference = null;
            if (lesson.input().isPresent()) {
                Tensor input = encode(ops, autoEncoder, lesson.input().get());
                ReferenceTokens tokens = ReferenceTokens.of(ops, List.of(input));
                reference = tokens.tokens();
                ids = ops.concat(ids, tokens.ids(), 0);
            }
            Condition condition = prompts.encode(ops, lesson.prompt());
            return new EncodedLesson(
                    copy(target),
                    reference == null ? null : copy(reference),
                    copy(ids),
                    new Condition(copy(condition.txt()), copy(condition.y())),
                    weights(target, reference));
        }
    }

    private static Tensor encode(Operators ops, AutoEncoder autoEncoder, Picture picture) {
        return autoEncoder.encode(ops, picture.toTensor());
    }

    /** Returns a copy that outlives every scope. */
    private static Tensor copy(Tensor tensor) {
        return Tensor.of(tensor.shape(), tensor.data().clone());
    }

    private static float[] weights(Tensor target, Tensor reference) {
        float[] weights = new float[target.dim(0)];
        int channels = target.dim(1);
        boolean comparable = reference != null && reference.shape().equals(target.shape());
        for (int token = 0; token < weights.length; token++) {
            weights[token] = 1;
            for (int i = token * channels; comparable && i < (token + 1) * channels; i++) {
                if (Math.abs(target.data()[i] - reference.data()[i]) > CHANGE) {
                    weights[token] = CHANGED;
                }
            }
        }
        return weights;
    }
}
