package org.flux4j.vector.tile;

import java.lang.foreign.MemorySegment;
import org.flux4j.op.DType;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.Dot;
import org.flux4j.vector.run.Engine;

/**
 * The product of a few tokens with a matrix of weights, added to what is there: y[l, from + n] += Σ_k x[l, k] ·
 * weight[n, k]. Each output is a dot product, as fast as the weights are read from memory.
 */
final class Gemv {
    private final Tensor x;
    private final int tokens;
    private final int k;
    private final Weight weight;
    private final int first;
    private final Tensor y;

    Gemv(LinearTerm product, Tensor y) {
        this.x = product.x();
        this.tokens = x.dim(0);
        this.k = x.dim(1);
        this.weight = product.weight();
        this.first = product.from();
        this.y = y;
    }

    void add(Engine engine) {
        int n = weight.dim(0);
        int rowY = y.dim(1);
        float[] halves = engine.borrow(tokens * k);
        engine.run(tokens, scratch -> token -> Dot.halves(x.data(), token * k, k, halves, token * k));
        engine.over(n, Math.max(1, n / (8 * engine.threads())), (from, to) -> {
            float[] elements = x.data();
            float[] sums = y.data();
            for (int output = from; output < to; output++) {
                for (int token = 0; token < tokens; token++) {
                    sums[token * rowY + first + output] += dot((long) output * k, elements, halves, token * k);
                }
            }
        });
        engine.release(halves);
    }

    /** Returns the product of the weights from element {@code from} on and the token that begins at {@code at}. */
    private float dot(long from, float[] elements, float[] halves, int at) {
        long start = 0;
        for (Weight.Part part : weight.parts()) {
            boolean within = start <= from && from + k <= start + part.count();
            if (within && part.dtype() == DType.F32) {
                return Dot.f32(part.bytes(), from - start, elements, at, k);
            }
            if (within && part.dtype() == DType.BF16) {
                return Dot.bf16(part.bytes(), from - start, halves, at, k);
            }
            start += part.count();
        }
        float[] row = new float[k];
        Widen.read(weight, from, row, 0, k);
        return Dot.f32(MemorySegment.ofArray(row), 0, elements, at, k);
    }
}
