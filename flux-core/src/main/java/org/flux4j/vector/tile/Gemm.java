package org.flux4j.vector.tile;

import java.util.Arrays;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.AffineRow;
import org.flux4j.vector.row.RowFunction;
import org.flux4j.vector.run.Engine;

/**
 * The product of tokens with a matrix of weights, followed by a function of each element: y[l, n] = f(bias[n] + Σ_k
 * x[l, k] · weight[n, k]).
 *
 * <p>x [L, K], weight [N, K], bias [N] or null, y [L, N].
 *
 * <p>The lanes are tokens. First x is packed into panels [K, {@link Tile#COLUMNS}] of tokens. Each task then computes
 * some outputs of some tokens: block by block along K, it widens the weights of its outputs and multiplies all its
 * panels by them, so that the cost of widening is divided by the number of tokens. Finally the outputs are unpacked. A
 * few tokens would leave most lanes empty: they are left to {@link Gemv}.
 */
public final class Gemm {
    /** The most tokens for which dot products are faster than panels. */
    private static final int FEW = 8;

    /** The most outputs and tokens of a task, and the length of its blocks along K: its data fit the second cache. */
    private static final int OUTPUTS = 96;

    private static final int TOKENS = 768;
    private static final int BLOCK = 512;

    /** Added to the length of rows that would otherwise be a power of two apart and share few lines of the cache. */
    private static final int SKEW = 16;

    private final Tensor x;
    private final int tokens;
    private final int k;
    private final Weight weight;
    private final float[] bias;
    private final RowFunction epilogue;
    private final Tensor y;
    private final int n;

    private Gemm(Tensor x, Weight weight, float[] bias, RowFunction epilogue, Tensor y) {
        this.x = x;
        this.tokens = x.dim(0);
        this.k = x.dim(1);
        this.weight = weight;
        this.bias = bias;
        this.epilogue = epilogue;
        this.y = y;
        this.n = weight.dim(0);
    }

    /**
     * Computes y.
     *
     * @param bias null for none
     * @param epilogue the function of each element
     */
    public static void compute(Tensor x, Weight weight, Weight bias, RowFunction epilogue, Tensor y, Engine engine) {
        float[] offsets = Widen.borrow(bias, weight.dim(0), 0, engine);
        if (x.dim(0) <= FEW) {
            new Gemv(x, weight, offsets, y).compute(engine);
            int outputs = x.dim(0) * weight.dim(0);
            engine.run(1, scratch -> task -> epilogue.apply(y.data(), 0, y.data(), 0, outputs));
        } else {
            new Gemm(x, weight, offsets, epilogue, y).compute(engine);
        }
        engine.release(offsets);
    }

    /** Returns the number of spans of tokens, for each of which the weights are widened once; at least 1. */
    public static int spans(int tokens) {
        return Math.max(1, Math.ceilDiv(tokens, TOKENS));
    }

    /** Returns the first token of a span: spans are of whole panels, and nearly equal. */
    public static int startOfSpan(int span, int spans, int tokens) {
        return Math.min(tokens, Math.ceilDiv(tokens, Tile.COLUMNS) * span / spans * Tile.COLUMNS);
    }

    private void compute(Engine engine) {
        int panels = Math.ceilDiv(tokens, Tile.COLUMNS);
        float[] packed = engine.borrow(panels * k * Tile.COLUMNS);
        engine.run(panels, scratch -> panel -> {
            int token = panel * Tile.COLUMNS;
            Panel.pack(x.data(), token * k, k, rows(panel), k, packed, panel * k * Tile.COLUMNS);
        });
        int spans = spans(tokens);
        int groups = Math.ceilDiv(n, OUTPUTS);
        engine.run(groups * spans, scratch -> {
            int rows = Tile.fill(Math.min(n, OUTPUTS));
            float[] w = scratch.floats(rows * rowW());
            float[] sums = scratch.floats(Math.ceilDiv(panels, spans) * rows * Tile.COLUMNS);
            return task -> {
                int span = task / groups;
                int output = task % groups * OUTPUTS;
                int first = panels * span / spans;
                int last = panels * (span + 1) / spans;
                compute(packed, first, last, output, Math.min(n - output, OUTPUTS), w, sums);
            };
        });
        engine.release(packed);
    }

    /** Returns the distance of rows of widened weights. */
    private int rowW() {
        return Math.min(BLOCK, k) + SKEW;
    }

    /** Returns the number of tokens of a panel. */
    private int rows(int panel) {
        return Math.min(Tile.COLUMNS, tokens - panel * Tile.COLUMNS);
    }

    /**
     * Computes {@code outputs} outputs from {@code output} on, for the tokens of panels {@code first} to {@code last}.
     */
    private void compute(float[] packed, int first, int last, int output, int outputs, float[] w, float[] sums) {
        int filled = Tile.fill(outputs);
        int sumsSize = filled * Tile.COLUMNS;
        int rowW = rowW();
        Arrays.fill(sums, 0, (last - first) * sumsSize, 0);
        for (int start = 0; start < k; start += BLOCK) {
            int count = Math.min(BLOCK, k - start);
            for (int row = 0; row < outputs; row++) {
                Widen.read(weight, (long) (output + row) * k + start, w, row * rowW, count);
            }
            for (int panel = first; panel < last; panel++) {
                int at = (panel * k + start) * Tile.COLUMNS;
                Tile.addAll(w, 0, rowW, filled, packed, at, count, sums, (panel - first) * sumsSize);
            }
        }
        for (int panel = first; panel < last; panel++) {
            write(sums, (panel - first) * sumsSize, panel, output, outputs);
        }
    }

    private void write(float[] sums, int at, int panel, int output, int outputs) {
        for (int row = 0; row < outputs; row++) {
            int atRow = at + row * Tile.COLUMNS;
            AffineRow.apply(sums, atRow, 1, bias[output + row], sums, atRow, Tile.COLUMNS);
        }
        epilogue.apply(sums, at, sums, at, outputs * Tile.COLUMNS);
        Panel.unpack(sums, at, rows(panel), outputs, y.data(), panel * Tile.COLUMNS * n + output, n);
    }
}
