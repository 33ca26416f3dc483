package org.flux4j.vector.fused;

import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.RmsNormRow;
import org.flux4j.vector.row.RopeRow;
import org.flux4j.vector.run.Engine;

/** Splits the joined projection into heads, and normalises and rotates q and k, token by token in one pass. */
public final class SplitQkv {
    /** Tokens of a task. */
    private static final int GRAIN = 8;

    private SplitQkv() {}

    public static Qkv apply(
            Tensor qkv, int numHeads, Weight queryScale, Weight keyScale, Tensor pe, float eps, Engine engine) {
        Shape shape = Shapes.splitQkv(qkv.shape(), numHeads, queryScale, keyScale, pe.shape());
        int tokens = shape.dim(1);
        int d = shape.dim(2);
        Tensor q = engine.tensor(shape);
        Tensor k = engine.tensor(shape);
        Tensor v = engine.tensor(shape);
        float[] queryFactor = Widen.borrow(queryScale, d, 1, engine);
        float[] keyFactor = Widen.borrow(keyScale, d, 1, engine);
        engine.run(Math.ceilDiv(tokens, GRAIN), scratch -> {
            float[] same = scratch.floats(d);
            float[] other = scratch.floats(d);
            return task -> {
                float[] joined = qkv.data();
                float[] queries = q.data();
                float[] keys = k.data();
                float[] values = v.data();
                for (int token = task * GRAIN; token < Math.min(tokens, (task + 1) * GRAIN); token++) {
                    RopeRow.factors(pe.data(), token * 2 * d, d, same, other);
                    for (int head = 0; head < numHeads; head++) {
                        int from = (token * 3 * numHeads + head) * d;
                        int to = (head * tokens + token) * d;
                        RmsNormRow.apply(joined, from, queryFactor, eps, queries, to, d);
                        RopeRow.apply(queries, to, same, other, queries, to, d);
                        RmsNormRow.apply(joined, from + numHeads * d, keyFactor, eps, keys, to, d);
                        RopeRow.apply(keys, to, same, other, keys, to, d);
                        System.arraycopy(joined, from + 2 * numHeads * d, values, to, d);
                    }
                }
            };
        });
        engine.release(queryFactor);
        engine.release(keyFactor);
        return new Qkv(q, k, v);
    }
}
