package org.flux4j.sampling;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** Latents, as the autoencoder has them, and the tokens that the transformer sees: squares of 2 × 2 latents. */
public final class Latents {
    private Latents() {}

    /**
     * y[h · W/2 + w, 4c + 2p + q] = x[c, 2h + p, 2w + q].
     *
     * <p>Source: flux@802fb47 sampling.py, {@code rearrange(img, "b c (h ph) (w pw) -> b (h w) (c ph pw)", ph=2, pw=2)} in
     * {@code prepare}.
     *
     * @param x [C, H, W], H and W even
     * @return [H/2 · W/2, 4C]
     */
    public static Tensor pack(Tensor x) {
        TokenGrid grid = TokenGrid.of(x);
        int channels = x.dim(0);
        Tensor y = Tensor.zeros(grid.tokens(), 4 * channels);
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = x.data()[latentIndex(i, grid, channels)];
        }
        return y;
    }

    /**
     * What {@link #pack} packed.
     *
     * <p>Source: flux@802fb47 sampling.py, {@code unpack}.
     *
     * @param y [rows · columns, 4C]
     * @return [C, 2 · rows, 2 · columns]
     */
    public static Tensor unpack(Tensor y, TokenGrid grid) {
        if (y.shape().rank() != 2 || y.dim(0) != grid.tokens() || y.dim(1) % 4 != 0) {
            throw new IllegalArgumentException("the tokens of " + grid.rows() + " × " + grid.columns() + " are ["
                    + grid.tokens() + ", 4C], found " + y.shape());
        }
        int channels = y.dim(1) / 4;
        Tensor x = Tensor.zeros(channels, 2 * grid.rows(), 2 * grid.columns());
        for (int i = 0; i < y.data().length; i++) {
            x.data()[latentIndex(i, grid, channels)] = y.data()[i];
        }
        return x;
    }

    /** Where element {@code index} of the tokens lies among the latents. */
    private static int latentIndex(int index, TokenGrid grid, int channels) {
        int token = index / (4 * channels);
        int channel = index / 4 % channels;
        int row = 2 * (token / grid.columns()) + index / 2 % 2;
        int column = 2 * (token % grid.columns()) + index % 2;
        return (channel * 2 * grid.rows() + row) * 2 * grid.columns() + column;
    }

    /**
     * The position ids of text tokens: zeros, since text has no place in the picture.
     *
     * @return [length, 3]
     */
    public static Tensor textIds(int length) {
        return Tensor.zeros(Shape.of(length, 3));
    }
}
