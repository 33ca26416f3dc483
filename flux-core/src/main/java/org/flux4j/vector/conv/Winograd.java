package org.flux4j.vector.conv;

import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.run.Scratch;
import org.flux4j.vector.tile.Tile;

/**
 * A convolution with a kernel of 3 × 3 and a stride of 1, by 16 multiplications where the definition has 36: Winograd's
 * F(2×2, 3×3). A square of 2 × 2 outputs depends on 4 × 4 elements d of x, and is
 *
 * <pre>  Aᵀ [ Σ_c (G g_c Gᵀ) ⊙ (Bᵀ d_c B) ] A + bias</pre>
 *
 * with the matrices of {@link WinogradTransform}. At each of the 16 points of ⊙, the sum over channels is a product of
 * matrices, [outputs, channels] · [channels, squares], which takes most of the time. Rounding errors are slightly
 * larger than those of the definition, and an element of d that is not finite affects the whole square.
 *
 * <p>x [C, H, W], weight [O, C, 3, 3], bias [O] or null, y [O, H', W'].
 *
 * <p>The lanes are squares. A task transforms the input of a {@link Patch} of squares in all channels, then computes
 * some outputs at a time at all points.
 *
 * <p>Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", arXiv 1509.09308.
 */
final class Winograd {
    /** The side of a kernel. */
    static final int KERNEL = 3;

    /** The side of a square of outputs. */
    static final int SQUARE = 2;

    /** The side of the input of a square. */
    static final int INPUT = SQUARE + KERNEL - 1;

    /** The points of a transformed square. */
    static final int POINTS = INPUT * INPUT;

    /** The most squares of a patch: more would exceed the caches, fewer would read the kernels more often. */
    private static final int SQUARES = 128;

    /** The most squares in a row of a patch. */
    private static final int WIDTH = 32;

    /** The least number of patches per thread, so that all threads finish at about the same time. */
    private static final int SHARES = 4;

    /**
     * Outputs that are computed for all squares of a patch before the next ones are. A multiple of the rows of a tile.
     */
    private static final int OUTPUTS = 48;

    /** The least number of channels for which the direct form is not as fast or faster. */
    private static final int CHANNELS = 8;

    private final Tensor x;
    private final ChannelFunction prologue;
    private final Padding padding;
    private final WinogradKernels kernels;
    private final float[] bias;
    private final Tensor y;

    private Winograd(
            Tensor x, ChannelFunction prologue, Padding padding, WinogradKernels kernels, float[] bias, Tensor y) {
        this.x = x;
        this.prologue = prologue;
        this.padding = padding;
        this.kernels = kernels;
        this.bias = bias;
        this.y = y;
    }

    /** Returns whether a convolution is of this kind, with enough channels to outweigh the transforms. */
    static boolean suits(Weight weight, int stride) {
        return stride == 1 && weight.dim(2) == KERNEL && weight.dim(3) == KERNEL && weight.dim(1) >= CHANNELS;
    }

    static void compute(
            Tensor x, ChannelFunction prologue, Weight weight, Weight bias, Padding padding, Tensor y, Engine engine) {
        WinogradKernels kernels = new WinogradKernels(weight, engine);
        float[] offsets = Widen.borrow(bias, weight.dim(0), 0, engine);
        new Winograd(x, prologue, padding, kernels, offsets, y).compute(engine);
        kernels.release(engine);
        engine.release(offsets);
    }

    private void compute(Engine engine) {
        int down = Math.ceilDiv(y.dim(1), SQUARE);
        int across = Math.ceilDiv(y.dim(2), SQUARE);
        int columns = Math.ceilDiv(across, WIDTH);
        int most = Math.clamp(down * across / (SHARES * engine.threads()), 1, SQUARES);
        int rows = Math.min(down, Math.ceilDiv(down * across, most * columns));
        engine.run(rows * columns, scratch -> {
            Buffers buffers = new Buffers(Math.ceilDiv(down, rows), Math.ceilDiv(across, columns), scratch);
            return task -> {
                int row = task / columns;
                int column = task % columns;
                int top = down * row / rows;
                int left = across * column / columns;
                int height = down * (row + 1) / rows - top;
                int width = across * (column + 1) / columns - left;
                compute(new Patch(top, left, height, width), buffers);
            };
        });
    }

    /** The working memory of a worker, for patches up to a height and width. */
    private final class Buffers {
        final TransformedSquares transformed;
        final TransformedSquares sums;
        final WinogradInput input;
        final WinogradOutput output;

        Buffers(int height, int width, Scratch scratch) {
            transformed = new TransformedSquares(x.dim(0), height * width, scratch);
            sums = new TransformedSquares(Tile.fill(Math.min(OUTPUTS, y.dim(0))), height * width, scratch);
            input = new WinogradInput(x, prologue, padding, height, width, scratch);
            output = new WinogradOutput(y, scratch);
        }
    }

    private void compute(Patch patch, Buffers buffers) {
        TransformedSquares transformed = buffers.transformed;
        TransformedSquares sums = buffers.sums;
        int channels = x.dim(0);
        int outputs = y.dim(0);
        for (int channel = 0; channel < channels; channel++) {
            buffers.input.transform(patch, channel, transformed);
        }
        for (int first = 0; first < outputs; first += OUTPUTS) {
            int count = Math.min(OUTPUTS, outputs - first);
            sums.clear();
            for (int point = 0; point < POINTS; point++) {
                int atW = kernels.at(point, first);
                for (int panel = 0; panel < TransformedSquares.panels(patch.squares()); panel++) {
                    int atInput = transformed.at(point, panel);
                    int atSums = sums.at(point, panel);
                    Tile.addAll(
                            kernels.data(),
                            atW,
                            kernels.row(),
                            count,
                            transformed.data(),
                            atInput,
                            channels,
                            sums.data(),
                            atSums);
                }
            }
            for (int i = 0; i < count; i++) {
                buffers.output.write(patch, first + i, bias[first + i], sums, i);
            }
        }
    }
}
