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
 * weight[n, k]. Each output is a dot product, as fast as the weights are read from memory: where they are stored, or one
 * row widened at a time.
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
        float[] halves = engine.borrow(tokens * k);
        engine.run(tokens, scratch -> token -> Dot.halves(x.data(), token * k, k, halves, token * k));
        int grain = Math.max(1, n / (8 * engine.threads()));
        engine.run(Math.ceilDiv(n, grain), scratch -> {
            float[] row = scratch.floats(k);
            return task -> add(task * grain, Math.min(n, (task + 1) * grain), halves, row);
        });
        engine.release(halves);
    }

    /** Adds to outputs {@code from} to {@code to} (exclusive). */
    private void add(int from, int to, float[] halves, float[] row) {
        for (int output = from; output < to; output++) {
            if (!addStored(output, halves)) {
                Widen.read(weight, (long) output * k, row, 0, k);
                MemorySegment widened = MemorySegment.ofArray(row);
                for (int token = 0; token < tokens; token++) {
                    add(token, output, Dot.f32(widened, 0, x.data(), token * k, k));
                }
            }
        }
    }

    /** Adds to an output if its weights lie in one part, and products with its type are taken where they are stored. */
    private boolean addStored(int output, float[] halves) {
        long from = (long) output * k;
        long start = 0;
        for (Weight.Part part : weight.parts()) {
            if (start <= from && from + k <= start + part.count() && isTakenStored(part)) {
                for (int token = 0; token < tokens; token++) {
                    add(token, output, dot(part, from - start, halves, token * k));
                }
                return true;
            }
            start += part.count();
        }
        return false;
    }

    private void add(int token, int output, float product) {
        y.data()[token * y.dim(1) + first + output] += product;
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
