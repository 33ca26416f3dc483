package org.flux4j.vector;

import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;

/** Splits the joined projection into heads, and normalises and turns q and k, token by token in one pass. */
final class SplitQkv {
    /** Tokens of a task. */
    private static final int GRAIN = 8;

    private SplitQkv() {}

    static Qkv apply(Tensor qkv, int heads, float[] queryScale, float[] keyScale, Tensor pe, float eps, Engine engine) {
        int tokens = qkv.dim(0);
        int d = qkv.dim(1) / 3 / heads;
        Tensor q = engine.tensor(heads, tokens, d);
        Tensor k = engine.tensor(heads, tokens, d);
        Tensor v = engine.tensor(heads, tokens, d);
        engine.run(Math.ceilDiv(tokens, GRAIN), scratch -> {
            float[] same = scratch.floats(d);
            float[] other = scratch.floats(d);
            return task -> {
                for (int token = task * GRAIN; token < Math.min(tokens, (task + 1) * GRAIN); token++) {
                    ApplyRope.factors(pe.data(), token * 2 * d, d, same, other);
                    for (int head = 0; head < heads; head++) {
                        int from = (token * 3 * heads + head) * d;
                        int to = (head * tokens + token) * d;
                        RmsNorm.apply(qkv.data(), from, queryScale, eps, q.data(), to, d);
                        ApplyRope.apply(q.data(), to, same, other, q.data(), to, d);
                        RmsNorm.apply(qkv.data(), from + heads * d, keyScale, eps, k.data(), to, d);
                        ApplyRope.apply(k.data(), to, same, other, k.data(), to, d);
                        System.arraycopy(qkv.data(), from + 2 * heads * d, v.data(), to, d);
                    }
                }
            };
        });
        return new Qkv(q, k, v);
    }
}
