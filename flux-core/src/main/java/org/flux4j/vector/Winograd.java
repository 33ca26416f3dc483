package org.flux4j.vector;

import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A convolution with a kernel of 3 × 3 and a stride of 1, by 16 multiplications where the definition has 36: Winograd's
 * F(2×2, 3×3). A square of 2 × 2 outputs sees 4 × 4 elements d of x, and is
 *
 * <pre>  Aᵀ [ Σ_c (G g_c Gᵀ) ⊙ (Bᵀ d_c B) ] A + bias</pre>
 *
 * with the matrices of {@link WinogradTransform}. At each of the 16 points of ⊙, the sum over channels is a product of
 * matrices, [outputs, channels] · [channels, squares]; that is where the time goes. Rounding errors are a
 * little larger than those of the definition, and what is not finite in d spoils the whole square.
 *
 * <p>x [C, H, W], weight [O, C, 3, 3], bias [O] or null, y [O, H', W'].
 *
 * <p>The lanes are squares. A task transforms what a {@link Patch} of squares sees of all channels, then takes some outputs
 * at a time through all points.
 *
 * <p>Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", arXiv 1509.09308.
 */
final class Winograd {
    static final int KERNEL = 3;
    static final int SQUARE = 2;

    /** The side of what a square sees. */
    static final int SEEN = SQUARE + KERNEL - 1;

    static final int POINTS = SEEN * SEEN;

    /** The most squares of a patch: more would need more memory than the caches have, fewer read the kernels more often. */
    private static final int SQUARES = 128;

    /** The most squares of a patch side by side. */
    private static final int WIDTH = 32;

    /** Patches for each thread, at least, so that all end at about the same time. */
    private static final int SHARES = 4;

    /** So many outputs meet all squares of a patch before the next do. A multiple of the tile's rows. */
    private static final int OUTPUTS = 48;

    /** With fewer channels the definition is as fast or faster. */
    private static final int CHANNELS = 8;

    private final Tensor x;
    private final ChannelFunction entry;
    private final Padding padding;
    private final WinogradKernels kernels;
    private final float[] bias;
    private final Tensor y;

    private Winograd(
            Tensor x, ChannelFunction entry, Padding padding, WinogradKernels kernels, float[] bias, Tensor y) {
        this.x = x;
        this.entry = entry;
        this.padding = padding;
        this.kernels = kernels;
        this.bias = bias;
        this.y = y;
    }

    /** Whether a convolution is of this kind, and has channels enough to make up for the transforms. */
    static boolean suits(Weight weight, int stride) {
        return stride == 1 && weight.dim(2) == KERNEL && weight.dim(3) == KERNEL && weight.dim(1) >= CHANNELS;
    }

    static Tensor apply(
            Tensor x, ChannelFunction entry, Weight weight, Weight bias, Padding padding, Shape shape, Engine engine) {
        Tensor y = engine.tensor(shape);
        WinogradKernels kernels = new WinogradKernels(weight, engine);
        float[] offsets = engine.read(bias, weight.dim(0), 0);
        new Winograd(x, entry, padding, kernels, offsets, y).compute(engine);
        engine.give(kernels.data());
        engine.give(offsets);
        return y;
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

    /** What a worker computes in, for patches up to a height and width. */
    private final class Buffers {
        final Points seen;
        final Points sums;
        final WinogradInput input;
        final WinogradOutput output;

        Buffers(int height, int width, Scratch scratch) {
            seen = new Points(x.dim(0), height * width, scratch);
            sums = new Points(Tile.fill(Math.min(OUTPUTS, y.dim(0))), height * width, scratch);
            input = new WinogradInput(x, entry, padding, height, width, scratch);
            output = new WinogradOutput(y, scratch);
        }
    }

    private void compute(Patch patch, Buffers buffers) {
        Points seen = buffers.seen;
        Points sums = buffers.sums;
        int channels = x.dim(0);
        int outputs = y.dim(0);
        for (int channel = 0; channel < channels; channel++) {
            buffers.input.look(patch, channel, seen);
        }
        for (int first = 0; first < outputs; first += OUTPUTS) {
            int count = Math.min(OUTPUTS, outputs - first);
            sums.clear();
            for (int point = 0; point < POINTS; point++) {
                int atW = kernels.at(point, first);
                for (int panel = 0; panel < Points.panels(patch.squares()); panel++) {
                    int atSeen = seen.at(point, panel);
                    int atSums = sums.at(point, panel);
                    Tile.addAll(
                            kernels.data(),
                            atW,
                            kernels.row(),
                            count,
                            seen.data(),
                            atSeen,
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
