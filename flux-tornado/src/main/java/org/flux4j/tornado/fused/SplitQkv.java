package org.flux4j.tornado.fused;

import java.util.List;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import org.flux4j.tornado.tile.GroupSum;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The split of a joint projection into queries, keys and values, with the norm and the rotation of the queries and keys, in
 * one kernel. A group of items computes a head of a token. The scalar twins are {@code org.flux4j.ref.Slice}, {@code
 * SplitHeads}, {@code RmsNorm} and {@code ApplyRope}.
 */
public final class SplitQkv {
    private static final Kernel KERNEL = Kernel.of("splitQkv", SplitQkv::splitQkv);

    private SplitQkv() {}

    /** Returns the queries, keys and values, each [H, L, D]. */
    public static Qkv apply(
            Tensor qkv, int numHeads, Tensor queryScale, Tensor keyScale, Tensor pe, float eps, Engine engine) {
        int tokens = qkv.dim(0);
        int d = queryScale.dim(0);
        Shape heads = Shape.of(numHeads, tokens, d);
        List<Tensor> results = engine.results(Launch.of(KERNEL)
                .context()
                .tensor(qkv)
                .tensor(queryScale)
                .tensor(keyScale)
                .tensor(pe)
                .result(heads)
                .result(heads)
                .result(heads)
                .ints(tokens, numHeads, d)
                .floats(eps)
                .groups(tokens, d == 0 ? 0 : numHeads, GroupSum.ITEMS, 1));
        return new Qkv(results.get(0), results.get(1), results.get(2));
    }

    static void splitQkv(
            KernelContext context,
            FloatArray qkv,
            FloatArray queryScale,
            FloatArray keyScale,
            FloatArray pe,
            FloatArray q,
            FloatArray k,
            FloatArray v,
            IntArray sizes,
            FloatArray numbers) {
        int token = context.groupIdx;
        int head = context.groupIdy;
        int d = sizes.get(2);
        int c = sizes.get(1) * d;
        int from = 3 * token * c + head * d;
        int to = (head * sizes.get(0) + token) * d;
        float[] shared = context.allocateFloatLocalArray(64);
        float queries = 0;
        float keys = 0;
        for (int i = context.localIdx; i < d; i += 64) {
            queries += qkv.get(from + i) * qkv.get(from + i);
            keys += qkv.get(from + c + i) * qkv.get(from + c + i);
        }
        float queryRms = TornadoMath.sqrt(GroupSum.of(context, shared, queries) / d + numbers.get(0));
        float keyRms = TornadoMath.sqrt(GroupSum.of(context, shared, keys) / d + numbers.get(0));
        for (int i = context.localIdx; i < d / 2; i += 64) {
            rotate(qkv, from, queryRms, queryScale, pe, token * d / 2, q, to, i);
            rotate(qkv, from + c, keyRms, keyScale, pe, token * d / 2, k, to, i);
            v.set(to + 2 * i, qkv.get(from + 2 * c + 2 * i));
            v.set(to + 2 * i + 1, qkv.get(from + 2 * c + 2 * i + 1));
        }
    }

    /** Normalises and rotates the i-th pair of channels. */
    static void rotate(
            FloatArray qkv,
            int from,
            float rms,
            FloatArray scale,
            FloatArray pe,
            int matrix,
            FloatArray y,
            int to,
            int i) {
        float a = qkv.get(from + 2 * i) / rms * scale.get(2 * i);
        float b = qkv.get(from + 2 * i + 1) / rms * scale.get(2 * i + 1);
        int rotation = 4 * (matrix + i);
        y.set(to + 2 * i, pe.get(rotation) * a + pe.get(rotation + 1) * b);
        y.set(to + 2 * i + 1, pe.get(rotation + 2) * a + pe.get(rotation + 3) * b);
    }
}
