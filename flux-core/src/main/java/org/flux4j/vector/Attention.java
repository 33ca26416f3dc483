package org.flux4j.vector;

import java.util.Arrays;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.AffineRow;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.run.Scratch;
import org.flux4j.vector.tile.OnlineSoftmax;
import org.flux4j.vector.tile.Panel;
import org.flux4j.vector.tile.ScoreBias;
import org.flux4j.vector.tile.Tile;
import org.flux4j.vector.tile.Transposition;

/**
 * Scaled dot-product attention, each head for itself: y = softmax(scale · q·kᵀ + bias) · v.
 *
 * <p>q [H, Lq, D], k and v [H, Lk, D], bias [H, Lq, Lk] or [1, Lq, Lk] or null, y [Lq, H·D].
 *
 * <p>The lanes are queries. A task computes some panels of queries of one head, one block of keys after the other: the
 * scores [keys, queries] are k · qᵀ, {@link OnlineSoftmax} replaces them by weights, and vᵀ · weights is added to the
 * weighted sums [D, queries]. So q and v are transposed once, k never, and no Lq × Lk matrix exists.
 */
final class Attention {
    /** Keys of a block: a multiple of the rows of a tile. */
    private static final int KEYS = 192;

    /** The most panels of queries of a task. */
    private static final int PANELS = 4;

    /** Added to rows of vᵀ, which could otherwise be a power of two apart and share few lines of the cache. */
    private static final int SKEW = 16;

    private final Tensor q;
    private final Tensor k;
    private final Tensor v;
    private final float scale;
    private final Tensor bias;
    private final Tensor y;
    private final int heads;
    private final int queries;
    private final int keys;
    private final int d;

    private Attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias, Tensor y) {
        this.q = q;
        this.k = k;
        this.v = v;
        this.scale = scale;
        this.bias = bias;
        this.y = y;
        this.heads = q.dim(0);
        this.queries = q.dim(1);
        this.keys = k.dim(1);
        this.d = q.dim(2);
    }

    static Tensor apply(Tensor q, Tensor k, Tensor v, float scale, Tensor bias, Engine engine) {
        Tensor y = engine.tensor(Shapes.attention(q.shape(), k.shape(), v.shape(), bias == null ? null : bias.shape()));
        new Attention(q, k, v, scale, bias, y).compute(engine);
        return y;
    }

    /** The working memory of a worker, for so many panels of queries. */
    private static final class Buffers {
        final float[] packedQ;
        final float[] sums;
        final float[] largest;
        final float[] total;
        final float[] scores;
        final float[] lastKeys;

        Buffers(int panels, int d, Scratch scratch) {
            packedQ = scratch.floats(panels * d * Tile.COLUMNS);
            sums = scratch.floats(panels * Tile.fill(d) * Tile.COLUMNS);
            largest = scratch.floats(panels * Tile.COLUMNS);
            total = scratch.floats(panels * Tile.COLUMNS);
            scores = scratch.floats(KEYS * Tile.COLUMNS);
            lastKeys = scratch.floats(KEYS * d);
        }
    }

    private void compute(Engine engine) {
        int rowV = keys + SKEW;
        int headV = Tile.fill(d) * rowV;
        float[] transposedV = engine.borrow(heads * headV);
        engine.run(
                heads,
                scratch -> head ->
                        Transposition.apply(v.data(), head * keys * d, d, keys, d, transposedV, head * headV, rowV));
        int panels = Math.ceilDiv(queries, Tile.COLUMNS);
        int spans = Math.max(1, Math.ceilDiv(panels, PANELS)); // one without panels if there are no queries
        engine.run(heads * spans, scratch -> {
            Buffers buffers = new Buffers(Math.ceilDiv(panels, spans), d, scratch);
            return task -> {
                int head = task / spans;
                int span = task % spans;
                attend(
                        head,
                        panels * span / spans,
                        panels * (span + 1) / spans,
                        transposedV,
                        head * headV,
                        rowV,
                        buffers);
            };
        });
        engine.release(transposedV);
    }

    private void attend(int head, int first, int last, float[] transposedV, int atV, int rowV, Buffers buffers) {
        int panels = last - first;
        int sizeQ = d * Tile.COLUMNS;
        int sizeSums = Tile.fill(d) * Tile.COLUMNS;
        float[] packedQ = buffers.packedQ;
        float[] sums = buffers.sums;
        float[] largest = buffers.largest;
        float[] total = buffers.total;
        float[] scores = buffers.scores;
        float[] lastKeys = buffers.lastKeys;
        for (int panel = 0; panel < panels; panel++) {
            int query = (first + panel) * Tile.COLUMNS;
            Panel.pack(q.data(), (head * queries + query) * d, d, rows(query), d, packedQ, panel * sizeQ);
            OnlineSoftmax.begin(largest, total, panel * Tile.COLUMNS);
        }
        AffineRow.apply(packedQ, 0, scale, 0, packedQ, 0, panels * sizeQ);
        Arrays.fill(sums, 0, panels * sizeSums, 0);
        for (int key = 0; key < keys; key += KEYS) {
            int count = Math.min(KEYS, keys - key);
            int filled = Tile.fill(count);
            float[] block = k.data();
            int atBlock = (head * keys + key) * d;
            if (filled > count) {
                System.arraycopy(block, atBlock, lastKeys, 0, count * d);
                block = lastKeys;
                atBlock = 0;
            }
            for (int panel = 0; panel < panels; panel++) {
                Arrays.fill(scores, 0, filled * Tile.COLUMNS, 0);
                Tile.addAll(block, atBlock, d, filled, packedQ, panel * sizeQ, d, scores, 0);
                int query = (first + panel) * Tile.COLUMNS;
                ScoreBias.add(scores, bias, head, query, rows(query), key, count);
                int atSums = panel * sizeSums;
                OnlineSoftmax.step(scores, count, largest, total, panel * Tile.COLUMNS, sums, atSums, d);
                Tile.addAll(transposedV, atV + key, rowV, Tile.fill(d), scores, 0, count, sums, atSums);
            }
        }
        for (int panel = 0; panel < panels; panel++) {
            int query = (first + panel) * Tile.COLUMNS;
            OnlineSoftmax.end(total, panel * Tile.COLUMNS, sums, panel * sizeSums, d);
            Panel.unpack(sums, panel * sizeSums, rows(query), d, y.data(), (query * heads + head) * d, heads * d);
        }
    }

    /** Returns the number of queries of the panel that begins with the given one. */
    private int rows(int query) {
        return Math.min(Tile.COLUMNS, queries - query);
    }
}
