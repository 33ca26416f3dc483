package org.flux4j.pipeline;

import org.flux4j.picture.Resolution;
import org.flux4j.sampling.Noise;
import org.flux4j.sampling.Seed;

/**
 * The settings of a picture. A setting that is {@code null} takes the default of the model; {@link FluxPipeline#settings()}
 * returns the settings with all defaults filled in.
 *
 * @param prompt what to draw, or how to change the reference
 * @param seed the seed of the initial noise
 * @param steps the number of denoising steps
 * @param guidance the strength of guidance; filled in only for models that were distilled with it
 * @param width the width of the picture in pixels, a multiple of 16
 * @param height the height of the picture in pixels, a multiple of 16
 * @param noise the type in which the noise is drawn
 * @param textTokens the number of tokens that T5 sees: longer prompts are cut, shorter ones padded
 */
public record Settings(
        String prompt,
        Seed seed,
        Integer steps,
        Float guidance,
        Integer width,
        Integer height,
        Noise noise,
        Integer textTokens) {
    /** The default settings of the model: every setting is {@code null}. */
    public static final Settings NONE = new Settings(null, null, null, null, null, null, null, null);

    /** Returns these settings, with those that are {@code null} taken from the others. */
    public Settings orElse(Settings others) {
        return new Settings(
                first(prompt, others.prompt),
                first(seed, others.seed),
                first(steps, others.steps),
                first(guidance, others.guidance),
                first(width, others.width),
                first(height, others.height),
                first(noise, others.noise),
                first(textTokens, others.textTokens));
    }

    private static <T> T first(T mine, T other) {
        return mine != null ? mine : other;
    }

    /** Returns these settings with another prompt. */
    public Settings withPrompt(String text) {
        return new Settings(text, seed, steps, guidance, width, height, noise, textTokens);
    }

    /** Returns these settings with another seed. */
    public Settings withSeed(Seed value) {
        return new Settings(prompt, value, steps, guidance, width, height, noise, textTokens);
    }

    /** Returns these settings with another number of steps. */
    public Settings withSteps(Integer count) {
        return new Settings(prompt, seed, count, guidance, width, height, noise, textTokens);
    }

    /** Returns these settings with another strength of guidance. */
    public Settings withGuidance(Float strength) {
        return new Settings(prompt, seed, steps, strength, width, height, noise, textTokens);
    }

    /** Returns these settings with another width. */
    public Settings withWidth(Integer pixels) {
        return new Settings(prompt, seed, steps, guidance, pixels, height, noise, textTokens);
    }

    /** Returns these settings with another height. */
    public Settings withHeight(Integer pixels) {
        return new Settings(prompt, seed, steps, guidance, width, pixels, noise, textTokens);
    }

    /** Returns these settings with noise of another type. */
    public Settings withNoise(Noise type) {
        return new Settings(prompt, seed, steps, guidance, width, height, type, textTokens);
    }

    /** Returns these settings with another number of text tokens. */
    public Settings withTextTokens(Integer count) {
        return new Settings(prompt, seed, steps, guidance, width, height, noise, count);
    }

    /** Returns width and height, both of which must be given. */
    Resolution size() {
        return new Resolution(width, height);
    }
}
