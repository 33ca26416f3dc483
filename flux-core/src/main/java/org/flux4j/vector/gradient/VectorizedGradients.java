package org.flux4j.vector.gradient;

import org.flux4j.op.Gradients;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.run.Engine;

/** The gradients of the operators on the Vector API: an index, each method names the file to read. */
public final class VectorizedGradients implements Gradients {
    private final Engine engine;

    public VectorizedGradients(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Tensor linear(Tensor dy, Weight weight) {
        return LinearGradient.apply(dy, weight, engine);
    }

    @Override
    public void addLinear(Tensor dy, Tensor x, float[] dWeight, float[] dBias) {
        LinearGradient.add(dy, x, dWeight, dBias, engine);
    }

    @Override
    public Qkv attention(Tensor dy, Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        return AttentionGradient.apply(dy, q, k, v, scale, bias, engine);
    }

    @Override
    public Tensor conv2d(Tensor dy, Shape x, Weight weight, int stride, Padding padding) {
        return Conv2dGradient.apply(dy, x, weight, stride, padding, engine);
    }

    @Override
    public void addConv2d(
            Tensor dy, Tensor x, Weight weight, int stride, Padding padding, float[] dWeight, float[] dBias) {
        Conv2dGradient.add(dy, x, weight, stride, padding, dWeight, dBias, engine);
    }

    @Override
    public Tensor layerNorm(Tensor dy, Tensor x, Weight weight, float eps) {
        return LayerNormGradient.apply(dy, x, weight, eps, engine);
    }

    @Override
    public void addLayerNorm(Tensor dy, Tensor x, float eps, float[] dWeight, float[] dBias) {
        LayerNormGradient.add(dy, x, eps, dWeight, dBias, engine);
    }

    @Override
    public Tensor rmsNorm(Tensor dy, Tensor x, Weight scale, float eps) {
        return RmsNormGradient.apply(dy, x, scale, eps, engine);
    }

    @Override
    public void addRmsNorm(Tensor dy, Tensor x, float eps, float[] dScale) {
        RmsNormGradient.add(dy, x, eps, dScale, engine);
    }

    @Override
    public Tensor groupNorm(Tensor dy, Tensor x, Weight weight, int groups, float eps) {
        return GroupNormGradient.apply(dy, x, weight, groups, eps, engine);
    }

    @Override
    public void addGroupNorm(Tensor dy, Tensor x, int groups, float eps, float[] dWeight, float[] dBias) {
        GroupNormGradient.add(dy, x, groups, eps, dWeight, dBias, engine);
    }

    @Override
    public Tensor silu(Tensor dy, Tensor x) {
        return SiluGradient.apply(dy, x, engine);
    }

    @Override
    public Tensor geluTanh(Tensor dy, Tensor x) {
        return GeluTanhGradient.apply(dy, x, engine);
    }

    @Override
    public Tensor geluErf(Tensor dy, Tensor x) {
        return GeluErfGradient.apply(dy, x, engine);
    }

    @Override
    public Tensor quickGelu(Tensor dy, Tensor x) {
        return QuickGeluGradient.apply(dy, x, engine);
    }

    @Override
    public Tensor softmax(Tensor dy, Tensor y) {
        return SoftmaxGradient.apply(dy, y, engine);
    }

    @Override
    public Tensor timestepEmbedding(Tensor dy, Tensor t, float maxPeriod, float timeFactor) {
        return TimestepEmbeddingGradient.apply(dy, t, maxPeriod, timeFactor, engine);
    }

    @Override
    public Tensor rope(Tensor dy, Tensor ids, int[] axesDim, float theta) {
        return RopeGradient.apply(dy, ids, axesDim, theta, engine);
    }

    @Override
    public Tensor applyRope(Tensor dy, Tensor pe) {
        return ApplyRopeGradient.apply(dy, pe, engine);
    }

    @Override
    public Tensor applyRopeRotations(Tensor dy, Tensor x) {
        return ApplyRopeGradient.rotations(dy, x, engine);
    }

    @Override
    public void addEmbedding(Tensor dy, int[] ids, float[] dTable) {
        EmbeddingGradient.add(dy, ids, dTable, engine);
    }

    @Override
    public Tensor broadcast(Tensor dy, Shape b) {
        return BroadcastGradient.apply(dy, b, engine);
    }

    @Override
    public Tensor splitHeads(Tensor dy) {
        return SplitHeadsGradient.apply(dy, engine);
    }

    @Override
    public Tensor upsampleNearest(Tensor dy, int factor) {
        return UpsampleNearestGradient.apply(dy, factor, engine);
    }
}
