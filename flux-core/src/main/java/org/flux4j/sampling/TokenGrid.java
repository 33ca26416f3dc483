package org.flux4j.sampling;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * The grid of the image tokens of a picture, which are ordered row by row. A token covers 2 × 2 pixels of a latent: 16 × 16
 * pixels of the picture with the autoencoder of FLUX.1.
 *
 * @param rows the number of rows of tokens
 * @param columns the number of columns of tokens
 */
public record TokenGrid(int rows, int columns) {
    /** The height and width of a token of FLUX.1, in pixels of the picture. */
    public static final int PIXELS_PER_TOKEN = 16;

    /**
     * Returns the grid that covers a picture: ⌈height / s⌉ × ⌈width / s⌉ tokens, where s is the size of a token.
     *
     * <p>Source: flux@802fb47 sampling.py, {@code get_noise} and {@code unpack}.
     *
     * @param height the height of the picture in pixels
     * @param width the width of the picture in pixels
     * @param pixelsPerToken the height and width of a token in pixels, {@value #PIXELS_PER_TOKEN} for FLUX.1
     */
    public static TokenGrid of(int height, int width, int pixelsPerToken) {
        return new TokenGrid(Math.ceilDiv(height, pixelsPerToken), Math.ceilDiv(width, pixelsPerToken));
    }

    /**
     * Returns the grid of the tokens of a latent.
     *
     * @param latents [C, H, W], H and W even
     * @throws IllegalArgumentException if the latent has another shape
     */
    public static TokenGrid of(Tensor latents) {
        Shape shape = latents.shape();
        if (shape.rank() != 3 || shape.dim(1) % 2 != 0 || shape.dim(2) % 2 != 0) {
            throw new IllegalArgumentException("latents are [C, H, W] with H and W even, found " + shape);
        }
        return new TokenGrid(shape.dim(1) / 2, shape.dim(2) / 2);
    }

    /** Returns the number of tokens, which is the image_seq_len of the schedule. */
    public int tokens() {
        return rows * columns;
    }

    /**
     * Returns the position ids of the picture being generated: (0, row, column).
     *
     * <p>Source: flux@802fb47 sampling.py, {@code prepare}.
     *
     * @return [rows · columns, 3]
     */
    public Tensor ids() {
        return ids(0, 0, 0);
    }

    /**
     * Returns position ids in a given plane and with a given offset: (plane, top + row, left + column).
     *
     * @return [rows · columns, 3]
     */
    Tensor ids(int plane, int top, int left) {
        float[] ids = new float[3 * tokens()];
        for (int token = 0; token < tokens(); token++) {
            ids[3 * token] = plane;
            ids[3 * token + 1] = top + token / columns;
            ids[3 * token + 2] = left + token % columns;
        }
        return Tensor.of(Shape.of(tokens(), 3), ids);
    }

    /**
     * Returns the position ids of text tokens: zeros, since text has no position in the picture.
     *
     * @param length the number of text tokens
     * @return [length, 3]
     */
    public static Tensor textIds(int length) {
        return Tensor.zeros(length, 3);
    }
}
