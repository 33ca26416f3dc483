package org.flux4j.train;

import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/**
 * A prompt as the transformer reads it.
 *
 * @param txt the hidden states of T5, [L, context_in_dim]
 * @param y the pooled output of CLIP, [vec_in_dim]
 */
public record Condition(Tensor txt, Tensor y) {
    /** Encodes prompts. It may be called by several threads at the same time. */
    @FunctionalInterface
    public interface Encoder {
        /** Returns the condition of a prompt. */
        Condition encode(Operators ops, String prompt);
    }
}
