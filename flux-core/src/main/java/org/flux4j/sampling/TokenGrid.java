package org.flux4j.sampling;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * The image tokens of a picture, row by row: each stands for a square of 2 × 2 latents, 16 × 16 pixels with FLUX's
 * autoencoder.
 */
public record TokenGrid(int rows, int columns) {
    /** Pixels on a side of a token, with an autoencoder that shrinks 8 times. */
    public static final int PIXELS_PER_TOKEN = 16;

    /**
     * The tokens that cover a picture of that many pixels: ⌈height / 16⌉ × ⌈width / 16⌉.
     *
     * <p>Source: flux@802fb47 sampling.py, {@code get_noise} and {@code unpack}.
     */
    public static TokenGrid of(int height, int width) {
        return new TokenGrid(Math.ceilDiv(height, PIXELS_PER_TOKEN), Math.ceilDiv(width, PIXELS_PER_TOKEN));
    }

    /** The tokens of latents [C, H, W], H and W even. */
    public static TokenGrid of(Tensor latents) {
        Shape shape = latents.shape();
        if (shape.rank() != 3 || shape.dim(1) % 2 != 0 || shape.dim(2) % 2 != 0) {
            throw new IllegalArgumentException("latents are [C, H, W] with H and W even, found " + shape);
        }
        return new TokenGrid(shape.dim(1) / 2, shape.dim(2) / 2);
    }

    /** How many there are: the image_seq_len of the schedule. */
    public int tokens() {
        return rows * columns;
    }

    /**
     * The position ids of the picture being made: (0, row, column).
     *
     * <p>Source: flux@802fb47 sampling.py, {@code prepare}.
     *
     * @return [rows · columns, 3]
     */
    public Tensor ids() {
        return ids(0, 0, 0);
    }

    /**
     * Position ids in another plane or place: (plane, top + row, left + column).
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
     * Returns the position ids of text tokens: zeros, since text has no place in the picture.
     *
     * @return [length, 3]
     */
    public static Tensor textIds(int length) {
        return Tensor.zeros(length, 3);
    }
}
