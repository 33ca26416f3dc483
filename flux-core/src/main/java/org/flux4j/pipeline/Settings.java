package org.flux4j.pipeline;

import java.util.List;
import org.flux4j.op.DType;
import org.flux4j.picture.Resolution;

/**
 * Everything that, with a model and pictures to refer to, decides a picture.
 *
 * @param prompt what to draw, or how to change the reference
 * @param seed of the noise that the picture grows from
 * @param steps of the Euler loop
 * @param guidance the strength of guidance; null for a model that was not distilled with it
 * @param size of the picture being made, in multiples of 16 pixels
 * @param referenceSizes what each reference is resized to, likewise
 * @param noise the type noise is drawn in: {@link DType#F32}, as diffusers does with float32 weights, or {@link
 *     DType#BF16}, as the official code does
 * @param textTokens the number of tokens that T5 sees: longer prompts are cut, shorter ones padded
 */
public record Settings(
        String prompt,
        long seed,
        int steps,
        Float guidance,
        Resolution size,
        List<Resolution> referenceSizes,
        DType noise,
        int textTokens) {}
