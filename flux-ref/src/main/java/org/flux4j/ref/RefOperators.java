package org.flux4j.ref;

import org.flux4j.op.Check;
import org.flux4j.op.Gradients;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The scalar reference implementation. Every method delegates to the class of the same name, which is the file to read.
 */
public final class RefOperators implements Operators {
    private final int threads;

    /**
     * Creates operators that use at most the given number of threads. The results do not depend on it.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public RefOperators(int threads) {
        Check.require(threads >= 1, "ref", "threads", "at least 1", threads);
        this.threads = threads;
    }

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias) {
        return Linear.apply(x, weight, bias, threads);
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        return Attention.apply(q, k, v, scale, bias, threads);
    }

    @Override
    public Tensor conv2d(Tensor x, Weight weight, Weight bias, int stride, Padding padding) {
        return Conv2d.apply(x, weight, bias, stride, padding, threads);
    }

    @Override
    public Tensor layerNorm(Tensor x, Weight weight, Weight bias, float eps) {
        return LayerNorm.apply(x, weight, bias, eps, threads);
    }

    @Override
    public Tensor rmsNorm(Tensor x, Weight scale, float eps) {
        return RmsNorm.apply(x, scale, eps, threads);
    }

    @Override
    public Tensor groupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return GroupNorm.apply(x, weight, bias, groups, eps, threads);
    }

    @Override
    public Tensor silu(Tensor x) {
        return Silu.apply(x, threads);
    }

    @Override
    public Tensor geluTanh(Tensor x) {
        return GeluTanh.apply(x, threads);
    }

    @Override
    public Tensor geluErf(Tensor x) {
        return GeluErf.apply(x, threads);
    }

    @Override
    public Tensor quickGelu(Tensor x) {
        return QuickGelu.apply(x, threads);
    }

    @Override
    public Tensor softmax(Tensor x) {
        return Softmax.apply(x, threads);
    }

    @Override
    public Tensor timestepEmbedding(Tensor t, int dim, float maxPeriod, float timeFactor) {
        return TimestepEmbedding.apply(t, dim, maxPeriod, timeFactor);
    }

    @Override
    public Tensor rope(Tensor ids, int[] axesDim, float theta) {
        return Rope.apply(ids, axesDim, theta);
    }

    @Override
    public Tensor applyRope(Tensor x, Tensor pe) {
        return ApplyRope.apply(x, pe, threads);
    }

    @Override
    public Tensor embedding(int[] ids, Weight table) {
        return Embedding.apply(ids, table);
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return Add.apply(a, b, threads);
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return Multiply.apply(a, b, threads);
    }

    @Override
    public Tensor affine(Tensor x, float factor, float offset) {
        return Affine.apply(x, factor, offset, threads);
    }

    @Override
    public Tensor concat(Tensor a, Tensor b, int axis) {
        return Concat.apply(a, b, axis);
    }

    @Override
    public Tensor slice(Tensor x, int axis, int from, int to) {
        return Slice.apply(x, axis, from, to);
    }

    @Override
    public Tensor transpose(Tensor x) {
        return Transpose.apply(x);
    }

    @Override
    public Tensor splitHeads(Tensor x, int numHeads) {
        return SplitHeads.apply(x, numHeads);
    }

    @Override
    public Tensor upsampleNearest(Tensor x, int factor) {
        return UpsampleNearest.apply(x, factor);
    }

    @Override
    public Tensor pack(Tensor x) {
        return Pack.apply(x);
    }

    @Override
    public Tensor unpack(Tensor y, int rows, int columns) {
        return Unpack.apply(y, rows, columns);
    }

    @Override
    public Gradients gradients() {
        return new RefGradients(threads);
    }
}
