package org.flux4j.vector;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.flux4j.op.DType;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A linear layer: y[l, n] = f(bias[n] + Σ_k x[l, k] · weight[n, k]).
 *
 * <p>x [L, K], weight [N, K], bias [N] or null, y [L, N].
 *
 * <p>The lanes are tokens. First x is turned into panels [K, {@link Tile#COLUMNS}] of tokens. Then every task computes
 * some outputs of some tokens: block by block along K it widens the weights of its outputs and lets all its panels meet
 * them, so the cost of widening is divided by the number of tokens. At last the outputs are turned back. Few tokens
 * leave most lanes empty: then each output is a dot product, as fast as the weights come from memory.
 */
final class Linear {
    /** Up to so many tokens, dot products are faster than panels. */
    private static final int FEW = 8;

    /** The most outputs and tokens of a task, and how far it goes along K at a time: its data fit the second cache. */
    private static final int OUTPUTS = 96;

    private static final int TOKENS = 768;
    private static final int BLOCK = 512;

    /** Added to the length of rows that would otherwise lie a power of two apart and share few lines of the cache. */
    private static final int SKEW = 16;

    private final Tensor x;
    private final int tokens;
    private final int k;
    private final Weight weight;
    private final float[] bias;
    private final Activation activation;
    private final Tensor y;
    private final int n;

    private Linear(Tensor x, Weight weight, float[] bias, Activation activation, Tensor y) {
        this.x = x;
        this.tokens = x.dim(0);
        this.k = x.dim(1);
        this.weight = weight;
        this.bias = bias;
        this.activation = activation;
        this.y = y;
        this.n = weight.dim(0);
    }

    static Tensor apply(Tensor x, Weight weight, Weight bias, Activation activation, Engine engine) {
        Tensor y = engine.tensor(x.dim(0), weight.dim(0));
        float[] offsets = engine.read(bias, weight.dim(0), 0);
        Linear linear = new Linear(x, weight, offsets, activation, y);
        if (linear.tokens <= FEW) {
            linear.dots(engine);
        } else {
            linear.tiles(engine);
        }
        engine.give(offsets);
        return y;
    }

    // ---- few tokens ------------------------------------------------------------------------------------------------

    private void dots(Engine engine) {
        float[] halves = engine.take(tokens * k);
        engine.run(tokens, scratch -> token -> Dot.halves(x.data(), token * k, k, halves, token * k));
        engine.over(n, Math.max(1, n / (8 * engine.threads())), (from, to) -> {
            for (int output = from; output < to; output++) {
                for (int token = 0; token < tokens; token++) {
                    y.data()[token * n + output] = bias[output] + dot((long) output * k, halves, token * k);
                }
            }
        });
        engine.give(halves);
        engine.run(1, scratch -> task -> activation.apply(y.data(), 0, y.data(), 0, tokens * n));
    }

    /** The product of the row of weights that begins with element {@code from} and the token that begins with {@code at}. */
    private float dot(long from, float[] halves, int at) {
        long start = 0;
        for (Weight.Part part : weight.parts()) {
            boolean within = start <= from && from + k <= start + part.count();
            if (within && part.dtype() == DType.F32) {
                return Dot.f32(part.bytes(), from - start, x.data(), at, k);
            }
            if (within && part.dtype() == DType.BF16) {
                return Dot.bf16(part.bytes(), from - start, halves, at, k);
            }
            start += part.count();
        }
        float[] row = new float[k];
        Widen.read(weight, from, row, 0, k);
        return Dot.f32(MemorySegment.ofArray(row), 0, x.data(), at, k);
    }

    // ---- many tokens -----------------------------------------------------------------------------------------------

    private void tiles(Engine engine) {
        int panels = Math.ceilDiv(tokens, Tile.COLUMNS);
        float[] turned = engine.take(panels * k * Tile.COLUMNS);
        engine.run(panels, scratch -> panel -> {
            int token = panel * Tile.COLUMNS;
            Panel.pack(x.data(), token * k, k, rows(panel), k, turned, panel * k * Tile.COLUMNS);
        });
        int spans = Math.ceilDiv(tokens, TOKENS);
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
                compute(turned, first, last, output, Math.min(n - output, OUTPUTS), w, sums);
            };
        });
        engine.give(turned);
    }

    /** The distance of rows of widened weights. */
    private int rowW() {
        return Math.min(BLOCK, k) + SKEW;
    }

    private int rows(int panel) {
        return Math.min(Tile.COLUMNS, tokens - panel * Tile.COLUMNS);
    }

    /** {@code outputs} outputs from {@code output} on, for the tokens of panels {@code first} to {@code last}. */
    private void compute(float[] turned, int first, int last, int output, int outputs, float[] w, float[] sums) {
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
                Tile.addAll(w, 0, rowW, filled, turned, at, count, sums, (panel - first) * sumsSize);
            }
        }
        for (int panel = first; panel < last; panel++) {
            write(sums, (panel - first) * sumsSize, panel, output, outputs);
        }
    }

    private void write(float[] sums, int at, int panel, int output, int outputs) {
        for (int row = 0; row < outputs; row++) {
            int atRow = at + row * Tile.COLUMNS;
            Affine.apply(sums, atRow, 1, bias[output + row], sums, atRow, Tile.COLUMNS);
        }
        activation.apply(sums, at, sums, at, outputs * Tile.COLUMNS);
        Panel.unpack(sums, at, rows(panel), outputs, y.data(), panel * Tile.COLUMNS * n + output, n);
    }
}
