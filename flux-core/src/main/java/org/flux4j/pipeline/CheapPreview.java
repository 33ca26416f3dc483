package org.flux4j.pipeline;

import org.flux4j.model.AutoEncoderParams;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.picture.Picture;

/**
 * A preview computed from latents without the autoencoder: each latent becomes a square of 8 × 8 pixels, whose colour is a
 * linear function of the 16 channels.
 *
 * <p>Source of the factors: ComfyUI f6ae33d {@code comfy/latent_formats.py}, {@code Flux.latent_rgb_factors}; they were
 * fitted to FLUX.1's autoencoder.
 */
public final class CheapPreview {
    private static final int PIXELS_PER_LATENT = 8;
    /** The share of each channel in red, green and blue. */
    private static final float[][] FACTORS = {
        {-0.0346f, 0.0244f, 0.0681f},
        {0.0034f, 0.0210f, 0.0687f},
        {0.0275f, -0.0668f, -0.0433f},
        {-0.0174f, 0.0160f, 0.0617f},
        {0.0859f, 0.0721f, 0.0329f},
        {0.0004f, 0.0383f, 0.0115f},
        {0.0405f, 0.0861f, 0.0915f},
        {-0.0236f, -0.0185f, -0.0259f},
        {-0.0245f, 0.0250f, 0.1180f},
        {0.1008f, 0.0755f, -0.0421f},
        {-0.0515f, 0.0201f, 0.0011f},
        {0.0428f, -0.0012f, -0.0036f},
        {0.0817f, 0.0765f, 0.0749f},
        {-0.1264f, -0.0522f, -0.1103f},
        {-0.0280f, -0.0881f, -0.0499f},
        {-0.1262f, -0.0982f, -0.0778f}
    };

    private static final Weight BIAS = Weight.of(Shape.of(3), -0.0329f, -0.0718f, -0.0851f);
    private static final Weight MATRIX = matrix();

    private CheapPreview() {}

    /** Returns whether the factors are those of an autoencoder's latents, which are those of FLUX.1. */
    static boolean fits(AutoEncoderParams params) {
        return params.downscale() == PIXELS_PER_LATENT && params.zChannels() == FACTORS.length;
    }

    /**
     * Returns the preview, in the size of the picture that the autoencoder would decode.
     *
     * @param latents [16, H, W]
     */
    public static Picture of(Operators ops, Tensor latents) {
        Tensor colours = ops.conv2d(latents, MATRIX, BIAS, 1, Padding.NONE);
        return Picture.of(ops.upsampleNearest(colours, PIXELS_PER_LATENT));
    }

    /** Returns the factors as the weight of a convolution: [3, 16, 1, 1]. */
    private static Weight matrix() {
        float[] matrix = new float[3 * FACTORS.length];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = FACTORS[i % FACTORS.length][i / FACTORS.length];
        }
        return Weight.of(Shape.of(3, FACTORS.length, 1, 1), matrix);
    }
}
