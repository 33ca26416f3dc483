package org.flux4j.ref;

import org.flux4j.op.Gradients;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** The gradients of {@link RefOperators}. Every method delegates to the class of its operator's name, with Gradient added. */
final class RefGradients implements Gradients {
    private final int threads;

    RefGradients(int threads) {
        this.threads = threads;
    }

    @Override
    public Tensor linear(Tensor dy, Weight weight) {
        return LinearGradient.apply(dy, weight, threads);
    }

    @Override
    public void addLinear(Tensor dy, Tensor x, float[] dWeight, float[] dBias) {
        LinearGradient.add(dy, x, dWeight, dBias, threads);
    }

    @Override
    public Qkv attention(Tensor dy, Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        return AttentionGradient.apply(dy, q, k, v, scale, bias, threads);
    }

    @Override
    public Tensor conv2d(Tensor dy, Shape x, Weight weight, int stride, Padding padding) {
        return Conv2dGradient.apply(dy, x, weight, stride, padding, threads);
    }

    @Override
    public void addConv2d(
            Tensor dy, Tensor x, Weight weight, int stride, Padding padding, float[] dWeight, float[] dBias) {
        Conv2dGradient.add(dy, x, weight, stride, padding, dWeight, dBias, threads);
    }

    @Override
    public Tensor layerNorm(Tensor dy, Tensor x, Weight weight, float eps) {
        return LayerNormGradient.apply(dy, x, weight, eps, threads);
    }

    @Override
    public void addLayerNorm(Tensor dy, Tensor x, float eps, float[] dWeight, float[] dBias) {
        LayerNormGradient.add(dy, x, eps, dWeight, dBias);
    }

    @Override
    public Tensor rmsNorm(Tensor dy, Tensor x, Weight scale, float eps) {
        return RmsNormGradient.apply(dy, x, scale, eps, threads);
    }

    @Override
    public void addRmsNorm(Tensor dy, Tensor x, float eps, float[] dScale) {
        RmsNormGradient.add(dy, x, eps, dScale);
    }

    @Override
    public Tensor groupNorm(Tensor dy, Tensor x, Weight weight, int groups, float eps) {
        return GroupNormGradient.apply(dy, x, weight, groups, eps, threads);
    }

    @Override
    public void addGroupNorm(Tensor dy, Tensor x, int groups, float eps, float[] dWeight, float[] dBias) {
        GroupNormGradient.add(dy, x, groups, eps, dWeight, dBias);
    }

    @Override
    public Tensor silu(Tensor dy, Tensor x) {
        return SiluGradient.apply(dy, x, threads);
    }

    @Override
    public Tensor geluTanh(Tensor dy, Tensor x) {
        return GeluTanhGradient.apply(dy, x, threads);
    }

    @Override
    public Tensor geluErf(Tensor dy, Tensor x) {
        return GeluErfGradient.apply(dy, x, threads);
    }

    @Override
    public Tensor quickGelu(Tensor dy, Tensor x) {
        return QuickGeluGradient.apply(dy, x, threads);
    }

    @Override
    public Tensor softmax(Tensor dy, Tensor y) {
        return SoftmaxGradient.apply(dy, y, threads);
    }

    @Override
    public Tensor timestepEmbedding(Tensor dy, Tensor t, float maxPeriod, float timeFactor) {
        return TimestepEmbeddingGradient.apply(dy, t, maxPeriod, timeFactor);
    }

    @Override
    public Tensor rope(Tensor dy, Tensor ids, int[] axesDim, float theta) {
        return RopeGradient.apply(dy, ids, axesDim, theta);
    }

    @Override
    public Tensor applyRope(Tensor dy, Tensor pe) {
        return ApplyRopeGradient.apply(dy, pe, threads);
    }

    @Override
    public Tensor applyRopeRotations(Tensor dy, Tensor x) {
        return ApplyRopeGradient.rotations(dy, x);
    }

    @Override
    public void addEmbedding(Tensor dy, int[] ids, float[] dTable) {
        EmbeddingGradient.add(dy, ids, dTable);
    }

    @Override
    public Tensor broadcast(Tensor dy, Shape b) {
        return BroadcastGradient.apply(dy, b);
    }

    @Override
    public Tensor splitHeads(Tensor dy) {
        return SplitHeadsGradient.apply(dy);
    }

    @Override
    public Tensor upsampleNearest(Tensor dy, int factor) {
        return UpsampleNearestGradient.apply(dy, factor);
    }
}
