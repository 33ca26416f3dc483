package org.flux4j.vector.gradient;

import java.util.Arrays;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.AffineRow;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.run.Scratch;
import org.flux4j.vector.tile.OnlineSoftmax;
import org.flux4j.vector.tile.Panel;
import org.flux4j.vector.tile.ScoreBias;
import org.flux4j.vector.tile.SoftmaxColumns;
import org.flux4j.vector.tile.Tile;
import org.flux4j.vector.tile.Transposition;

/**
 * The gradients of attention, derived in {@code org.flux4j.ref.AttentionGradient}: with the weights P, which are computed
 * again, dv = Pᵀ·dy, dP = dy·vᵀ, dS = P · (dP − rowsum(P · dP)), dq = scale · dS·k and dk = scale · dSᵀ·q.
 *
 * <p>q and dq are [H, Lq, D]; k, v, dk and dv are [H, Lk, D]; dy is [Lq, H·D].
 *
 * <p>A task computes one head, one panel of queries after the other. P and dS are [keys, queries], as the scores of the
 * operator are: their lanes are queries, and the rows of k and v are multiplied as they are stored. In dk and dv, which are
 * sums over all queries, the lanes are channels.
 */
final class AttentionGradient {
    /** Added to rows of kᵀ, which could otherwise be a power of two apart and share few lines of the cache. */
    private static final int SKEW = 16;

    private final Tensor dy;
    private final Tensor q;
    private final Tensor k;
    private final Tensor v;
    private final float scale;
    private final Tensor bias;
    private final Qkv gradients;
    private final int heads;
    private final int queries;
    private final int keys;
    private final int d;
    private final int panels; // of channels
    private final int filledKeys;

    private AttentionGradient(Tensor dy, Tensor q, Tensor k, Tensor v, float scale, Tensor bias, Qkv gradients) {
        this.dy = dy;
        this.q = q;
        this.k = k;
        this.v = v;
        this.scale = scale;
        this.bias = bias;
        this.gradients = gradients;
        this.heads = q.dim(0);
        this.queries = q.dim(1);
        this.keys = k.dim(1);
        this.d = q.dim(2);
        this.panels = Math.ceilDiv(d, Tile.COLUMNS);
        this.filledKeys = Tile.fill(keys);
    }

    static Qkv apply(Tensor dy, Tensor q, Tensor k, Tensor v, float scale, Tensor bias, Engine engine) {
        Shape y = Shapes.attention(q.shape(), k.shape(), v.shape(), bias == null ? null : bias.shape());
        Shapes.gradient("attention", dy.shape(), y);
        Qkv gradients = new Qkv(engine.tensor(q.shape()), engine.tensor(k.shape()), engine.tensor(v.shape()));
        AttentionGradient gradient = new AttentionGradient(dy, q, k, v, scale, bias, gradients);
        engine.run(q.dim(0), scratch -> gradient.new Head(scratch)::compute);
        return gradients;
    }

    /** The working memory of a worker, for one head at a time. */
    private final class Head {
        private final int rowK = keys + SKEW;
        private final float[] scaledK; // scale · kᵀ
        private final float[] packedQ; // of a panel of queries, whose lanes are queries: scale · q,
        private final float[] packedDy; // dy,
        private final float[] p;
        private final float[] ds; // which is dP before,
        private final float[] sumsQ; // and dq
        private final float[] rowsQ; // the same, whose lanes are channels: scale · q
        private final float[] rowsDy; // and dy
        private final float[] sumsK; // of all keys, whose lanes are channels: dk
        private final float[] sumsV; // and dv
        private final float[] largest;
        private final float[] total;
        private final float[] rest;

        Head(Scratch scratch) {
            scaledK = scratch.floats(Tile.fill(d) * rowK);
            packedQ = scratch.floats(d * Tile.COLUMNS);
            packedDy = scratch.floats(d * Tile.COLUMNS);
            p = scratch.floats(filledKeys * Tile.COLUMNS);
            ds = scratch.floats(filledKeys * Tile.COLUMNS);
            sumsQ = scratch.floats(Tile.fill(d) * Tile.COLUMNS);
            rowsQ = scratch.floats(panels * Tile.COLUMNS * Tile.COLUMNS);
            rowsDy = scratch.floats(panels * Tile.COLUMNS * Tile.COLUMNS);
            sumsK = scratch.floats(panels * filledKeys * Tile.COLUMNS);
            sumsV = scratch.floats(panels * filledKeys * Tile.COLUMNS);
            largest = scratch.floats(Tile.COLUMNS);
            total = scratch.floats(Tile.COLUMNS);
            rest = scratch.floats(Tile.ROWS * d);
        }

        void compute(int head) {
            Transposition.apply(k.data(), head * keys * d, d, keys, d, scaledK, 0, rowK);
            AffineRow.apply(scaledK, 0, scale, 0, scaledK, 0, d * rowK);
            Arrays.fill(sumsK, 0, panels * filledKeys * Tile.COLUMNS, 0);
            Arrays.fill(sumsV, 0, panels * filledKeys * Tile.COLUMNS, 0);
            for (int query = 0; query < queries; query += Tile.COLUMNS) {
                compute(head, query, Math.min(Tile.COLUMNS, queries - query));
            }
            write(sumsK, gradients.k(), head);
            write(sumsV, gradients.v(), head);
        }

        private void compute(int head, int query, int count) {
            int atQ = (head * queries + query) * d;
            int atDy = (query * heads + head) * d;
            Panel.pack(q.data(), atQ, d, count, d, packedQ, 0);
            AffineRow.apply(packedQ, 0, scale, 0, packedQ, 0, d * Tile.COLUMNS);
            Panel.pack(dy.data(), atDy, heads * d, count, d, packedDy, 0);
            multiply(k, head, packedQ, p);
            ScoreBias.add(p, bias, head, query, count, 0, keys);
            OnlineSoftmax.begin(largest, total, 0);
            OnlineSoftmax.step(p, keys, largest, total, 0, sumsQ, 0, 0);
            multiply(v, head, packedDy, ds);
            SoftmaxColumns.gradient(p, total, ds, keys);

            Arrays.fill(sumsQ, 0, Tile.fill(d) * Tile.COLUMNS, 0);
            Tile.addAll(scaledK, 0, rowK, Tile.fill(d), ds, 0, keys, sumsQ, 0);
            Panel.unpack(sumsQ, 0, count, d, gradients.q().data(), atQ, d);
            addProduct(ds, q.data(), atQ, d, scale, count, rowsQ, sumsK);
            addProduct(p, dy.data(), atDy, heads * d, 1, count, rowsDy, sumsV);
        }

        /** Computes products[key, query] = Σ_d rows[key, d] · panel[d, query]. */
        private void multiply(Tensor rows, int head, float[] panel, float[] products) {
            Arrays.fill(products, 0, filledKeys * Tile.COLUMNS, 0);
            Tile.addRagged(rows.data(), head * keys * d, d, keys, panel, 0, d, products, 0, rest);
        }

        /** Computes sums[key, d] += Σ_query weights[key, query] · factor · x[query, d], with x copied into panels. */
        private void addProduct(
                float[] weights, float[] x, int at, int rowX, float factor, int count, float[] copy, float[] sums) {
            for (int panel = 0; panel < panels; panel++) {
                int channel = panel * Tile.COLUMNS;
                int width = Math.min(Tile.COLUMNS, d - channel);
                int atCopy = panel * Tile.COLUMNS * Tile.COLUMNS;
                for (int row = 0; row < count; row++) {
                    AffineRow.apply(x, at + row * rowX + channel, factor, 0, copy, atCopy + row * Tile.COLUMNS, width);
                }
                int atSums = panel * filledKeys * Tile.COLUMNS;
                Tile.addAll(weights, 0, Tile.COLUMNS, filledKeys, copy, atCopy, count, sums, atSums);
            }
        }

        private void write(float[] sums, Tensor gradient, int head) {
            for (int panel = 0; panel < panels; panel++) {
                int channel = panel * Tile.COLUMNS;
                int width = Math.min(Tile.COLUMNS, d - channel);
                for (int key = 0; key < keys; key++) {
                    int from = (panel * filledKeys + key) * Tile.COLUMNS;
                    System.arraycopy(sums, from, gradient.data(), (head * keys + key) * d + channel, width);
                }
            }
        }
    }
}
