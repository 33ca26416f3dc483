package org.flux4j.vector.tile;

import java.lang.foreign.MemorySegment;
import org.flux4j.op.DType;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.Dot;
import org.flux4j.vector.run.Engine;

/**
 * The product of a few tokens with a matrix of weights: y[l, n] = bias[n] + Σ_k x[l, k] · weight[n, k]. Each output is
 * a dot product, as fast as the weights are read from memory: where they are stored, or one row widened at a time.
 */
final class Gemv {
    private final Tensor x;
    private final int tokens;
    private final int k;
    private final Weight weight;
    private final float[] bias;
    private final Tensor y;
    private final int n;

    Gemv(Tensor x, Weight weight, float[] bias, Tensor y) {
        this.x = x;
        this.tokens = x.dim(0);
        this.k = x.dim(1);
        this.weight = weight;
        this.bias = bias;
        this.y = y;
        this.n = weight.dim(0);
    }

    void compute(Engine engine) {
        float[] halves = engine.borrow(tokens * k);
        engine.run(tokens, scratch -> token -> Dot.halves(x.data(), token * k, k, halves, token * k));
        int grain = Math.max(1, n / (8 * engine.threads()));
        engine.run(Math.ceilDiv(n, grain), scratch -> {
            float[] row = scratch.floats(k);
            return task -> compute(task * grain, Math.min(n, (task + 1) * grain), halves, row);
        });
        engine.release(halves);
    }

    /** Computes outputs {@code from} to {@code to} (exclusive). */
    private void compute(int from, int to, float[] halves, float[] row) {
        for (int output = from; output < to; output++) {
            if (!computeStored(output, halves)) {
                Widen.read(weight, (long) output * k, row, 0, k);
                MemorySegment widened = MemorySegment.ofArray(row);
                for (int token = 0; token < tokens; token++) {
                    y.data()[token * n + output] = bias[output] + Dot.f32(widened, 0, x.data(), token * k, k);
                }
            }
        }
    }

    /** Computes an output if its weights lie in one part, and products with its type are taken where they are stored. */
    private boolean computeStored(int output, float[] halves) {
        long from = (long) output * k;
        long start = 0;
        for (Weight.Part part : weight.parts()) {
            if (start <= from && from + k <= start + part.count() && isTakenStored(part)) {
                for (int token = 0; token < tokens; token++) {
                    y.data()[token * n + output] = bias[output] + dot(part, from - start, halves, token * k);
                }
                return true;
            }
            start += part.count();
        }
        return false;
    }

    private boolean isTakenStored(Weight.Part part) {
        return switch (part.dtype()) {
            case F32, BF16 -> true;
            case Q8_0 -> k % DType.Q8_0.weightsPerBlock() == 0;
            default -> false;
        };
    }

    /** Returns the product of the weights from element {@code from} on and the token that begins at {@code at}. */
    private float dot(Weight.Part part, long from, float[] halves, int at) {
        return switch (part.dtype()) {
            case F32 -> Dot.f32(part.bytes(), from, x.data(), at, k);
            case BF16 -> Dot.bf16(part.bytes(), from, halves, at, k);
            default -> Dot.q8(part.bytes(), DType.Q8_0.byteSize(from), x.data(), at, k);
        };
    }
}
