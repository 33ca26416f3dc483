package org.flux4j.vector.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.AffineRow;
import org.flux4j.vector.row.RowFunction;
import org.flux4j.vector.run.Engine;

/**
 * The product of tokens with a matrix of weights, followed by a function of each element: y[l, n] = f(bias[n] + Σ_k
 * x[l, k] · weight[n, k] + …), where the dots stand for further products that some outputs have.
 *
 * <p>x [L, K], weight [N, K], bias [N] or null, y [L, N].
 *
 * <p>The lanes are tokens. First x is packed into panels [K, {@link Tile#COLUMNS}] of tokens. Each task then computes
 * some outputs of some tokens: product by product, and block by block along K, it widens the weights of its outputs and multiplies all its
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

    private final List<LinearTerm> products;
    private final int tokens;
    private final float[] bias;
    private final RowFunction epilogue;
    private final Tensor y;
    private final int n;

    private Gemm(List<LinearTerm> products, float[] bias, RowFunction epilogue, Tensor y) {
        this.products = products;
        this.tokens = y.dim(0);
        this.bias = bias;
        this.epilogue = epilogue;
        this.y = y;
        this.n = y.dim(1);
    }

    /**
     * Computes y.
     *
     * @param bias null for none
     * @param terms the further products
     * @param epilogue the function of each element
     */
    public static void compute(
            Tensor x,
            Weight weight,
            Weight bias,
            List<LinearTerm> terms,
            RowFunction epilogue,
            Tensor y,
            Engine engine) {
        float[] offsets = Widen.borrow(bias, weight.dim(0), 0, engine);
        List<LinearTerm> products = new ArrayList<>(terms);
        products.addFirst(new LinearTerm(x, weight, 0));
        if (x.dim(0) <= FEW) {
            int tokens = x.dim(0);
            int n = weight.dim(0);
            engine.run(tokens, scratch -> token -> System.arraycopy(offsets, 0, y.data(), token * n, n));
            products.forEach(product -> new Gemv(product, y).add(engine));
            engine.run(1, scratch -> task -> epilogue.apply(y.data(), 0, y.data(), 0, tokens * n));
        } else {
            new Gemm(products, offsets, epilogue, y).compute(engine);
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
        List<float[]> packed = products.stream()
                .map(product -> pack(product.x(), panels, engine))
                .toList();
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
        packed.forEach(engine::release);
    }

    private float[] pack(Tensor x, int panels, Engine engine) {
        int k = x.dim(1);
        float[] packed = engine.borrow(panels * k * Tile.COLUMNS);
        engine.run(panels, scratch -> panel -> {
            int token = panel * Tile.COLUMNS;
            Panel.pack(x.data(), token * k, k, rows(panel), k, packed, panel * k * Tile.COLUMNS);
        });
        return packed;
    }

    /** Returns the distance of rows of widened weights. */
    private int rowW() {
        int longest =
                products.stream().mapToInt(product -> product.x().dim(1)).max().orElseThrow();
        return Math.min(BLOCK, longest) + SKEW;
    }

    /** Returns the number of tokens of a panel. */
    private int rows(int panel) {
        return Math.min(Tile.COLUMNS, tokens - panel * Tile.COLUMNS);
    }

    /**
     * Computes {@code outputs} outputs from {@code output} on, for the tokens of panels {@code first} to {@code last}.
     */
    private void compute(List<float[]> packed, int first, int last, int output, int outputs, float[] w, float[] sums) {
        int sumsSize = Tile.fill(outputs) * Tile.COLUMNS;
        Arrays.fill(sums, 0, (last - first) * sumsSize, 0);
        for (int i = 0; i < products.size(); i++) {
            add(products.get(i), packed.get(i), first, last, output, outputs, w, sums);
        }
        for (int panel = first; panel < last; panel++) {
            write(sums, (panel - first) * sumsSize, panel, output, outputs);
        }
    }

    /** Adds a product to the sums of those outputs that it has; the others are multiplied by zeros. */
    private void add(
            LinearTerm product, float[] packed, int first, int last, int output, int outputs, float[] w, float[] sums) {
        int begin = Math.max(0, product.from() - output);
        int end = Math.min(outputs, product.from() + product.weight().dim(0) - output);
        if (begin >= end) {
            return;
        }
        int k = product.x().dim(1);
        int filled = Tile.fill(outputs);
        int rowW = rowW();
        for (int start = 0; start < k; start += BLOCK) {
            int count = Math.min(BLOCK, k - start);
            for (int row = 0; row < outputs; row++) {
                if (row < begin || row >= end) {
                    Arrays.fill(w, row * rowW, row * rowW + count, 0);
                } else {
                    long at = (long) (output + row - product.from()) * k + start;
                    Widen.read(product.weight(), at, w, row * rowW, count);
                }
            }
            for (int panel = first; panel < last; panel++) {
                int at = (panel * k + start) * Tile.COLUMNS;
                Tile.addAll(w, 0, rowW, filled, packed, at, count, sums, (panel - first) * filled * Tile.COLUMNS);
            }
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
