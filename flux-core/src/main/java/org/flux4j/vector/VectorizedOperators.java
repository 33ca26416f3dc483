package org.flux4j.vector;

import java.util.List;
import org.flux4j.op.Check;
import org.flux4j.op.Gradients;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.op.TokenStream;
import org.flux4j.op.Weight;
import org.flux4j.vector.fused.ByTokens;
import org.flux4j.vector.fused.GatedAdd;
import org.flux4j.vector.fused.GroupNormSilu;
import org.flux4j.vector.fused.GroupNormSiluConv2d;
import org.flux4j.vector.fused.LinearGelu;
import org.flux4j.vector.fused.Modulate;
import org.flux4j.vector.fused.SplitQkv;
import org.flux4j.vector.gradient.VectorizedGradients;
import org.flux4j.vector.run.Engine;

/**
 * The operators on the Vector API: an index, each method names the file to read.
 *
 * <p>Not safe for use by more than one thread at a time; each call shares its work with threads of its own.
 */
public final class VectorizedOperators implements Operators {
    private final Engine engine;

    /** Creates operators that use that many threads; the bits do not depend on the number. */
    public VectorizedOperators(int threads) {
        Check.require(threads >= 1, "vector", "threads", "at least 1", threads);
        this.engine = Engine.of(threads);
    }

    private VectorizedOperators(Engine engine) {
        this.engine = engine;
    }

    /**
     * Returns operators that compute nothing: only shapes go through them, and they count the memory that those with
     * that many threads would hold.
     */
    static VectorizedOperators planning(int threads) {
        return new VectorizedOperators(Engine.planning(threads));
    }

    // ---- memory ----------------------------------------------------------------------------------------------------

    /**
     * Returns the most bytes that these operators held at one time since the last {@link #restartPeak}: tensors made in
     * scopes, arrays kept for reuse, and working memory.
     */
    public long peakBytes() {
        return engine.peak();
    }

    /** Begins a new measurement of {@link #peakBytes}. */
    public void restartPeak() {
        engine.restartPeak();
    }

    @Override
    public Scope scope(String name) {
        return engine.scope();
    }

    @Override
    public List<Tensor> byTokens(TokenStream... streams) {
        return ByTokens.apply(streams, engine);
    }

    // ---- linear algebra --------------------------------------------------------------------------------------------

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias) {
        return Linear.apply(x, weight, bias, engine);
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        return Attention.apply(q, k, v, scale, bias, engine);
    }

    @Override
    public Tensor conv2d(Tensor x, Weight weight, Weight bias, int stride, Padding padding) {
        return Conv2d.apply(x, weight, bias, stride, padding, engine);
    }

    // ---- normalisation ---------------------------------------------------------------------------------------------

    @Override
    public Tensor layerNorm(Tensor x, Weight weight, Weight bias, float eps) {
        return LayerNorm.apply(x, weight, bias, eps, engine);
    }

    @Override
    public Tensor rmsNorm(Tensor x, Weight scale, float eps) {
        return RmsNorm.apply(x, scale, eps, engine);
    }

    @Override
    public Tensor groupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return GroupNorm.apply(x, weight, bias, groups, eps, engine);
    }

    // ---- activations -----------------------------------------------------------------------------------------------

    @Override
    public Tensor silu(Tensor x) {
        return Silu.apply(x, engine);
    }

    @Override
    public Tensor geluTanh(Tensor x) {
        return GeluTanh.apply(x, engine);
    }

    @Override
    public Tensor geluErf(Tensor x) {
        return GeluErf.apply(x, engine);
    }

    @Override
    public Tensor quickGelu(Tensor x) {
        return QuickGelu.apply(x, engine);
    }

    @Override
    public Tensor softmax(Tensor x) {
        return Softmax.apply(x, engine);
    }

    // ---- positions and time ----------------------------------------------------------------------------------------

    @Override
    public Tensor timestepEmbedding(Tensor t, int dim, float maxPeriod, float timeFactor) {
        return TimestepEmbedding.apply(t, dim, maxPeriod, timeFactor, engine);
    }

    @Override
    public Tensor rope(Tensor ids, int[] axesDim, float theta) {
        return Rope.apply(ids, axesDim, theta, engine);
    }

    @Override
    public Tensor applyRope(Tensor x, Tensor pe) {
        return ApplyRope.apply(x, pe, engine);
    }

    @Override
    public Tensor embedding(int[] ids, Weight table) {
        return Embedding.apply(ids, table, engine);
    }

    // ---- arithmetic ------------------------------------------------------------------------------------------------

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return Add.apply(a, b, engine);
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return Multiply.apply(a, b, engine);
    }

    @Override
    public Tensor affine(Tensor x, float factor, float offset) {
        return Affine.apply(x, factor, offset, engine);
    }

    // ---- layout ----------------------------------------------------------------------------------------------------

    @Override
    public Tensor concat(Tensor a, Tensor b, int axis) {
        return Concat.apply(a, b, axis, engine);
    }

    @Override
    public Tensor slice(Tensor x, int axis, int from, int to) {
        return Slice.apply(x, axis, from, to, engine);
    }

    @Override
    public Tensor transpose(Tensor x) {
        return Transpose.apply(x, engine);
    }

    @Override
    public Tensor splitHeads(Tensor x, int numHeads) {
        return SplitHeads.apply(x, numHeads, engine);
    }

    @Override
    public Tensor upsampleNearest(Tensor x, int factor) {
        return UpsampleNearest.apply(x, factor, engine);
    }

    @Override
    public Tensor pack(Tensor x) {
        return Pack.apply(x, engine);
    }

    @Override
    public Tensor unpack(Tensor y, int rows, int columns) {
        return Unpack.apply(y, rows, columns, engine);
    }

    // ---- composites ------------------------------------------------------------------------------------------------

    @Override
    public Tensor modulate(Tensor x, Tensor shift, Tensor scale, float eps) {
        return Modulate.apply(x, shift, scale, eps, engine);
    }

    @Override
    public Tensor gatedAdd(Tensor x, Tensor gate, Tensor update) {
        return GatedAdd.apply(x, gate, update, engine);
    }

    @Override
    public Tensor linearGelu(Tensor x, Weight weight, Weight bias) {
        return LinearGelu.apply(x, weight, bias, List.of(), engine);
    }

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias, List<LinearTerm> terms) {
        return org.flux4j.vector.fused.Linear.apply(x, weight, bias, terms, engine);
    }

    @Override
    public Tensor linearGelu(Tensor x, Weight weight, Weight bias, List<LinearTerm> terms) {
        return LinearGelu.apply(x, weight, bias, terms, engine);
    }

    @Override
    public Tensor groupNormSilu(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return GroupNormSilu.apply(x, weight, bias, groups, eps, engine);
    }

    @Override
    public Tensor groupNormSiluConv2d(
            Tensor x,
            Weight normWeight,
            Weight normBias,
            int groups,
            float eps,
            Weight weight,
            Weight bias,
            Padding padding) {
        return GroupNormSiluConv2d.apply(x, normWeight, normBias, groups, eps, weight, bias, padding, engine);
    }

    @Override
    public Qkv splitQkv(Tensor qkv, int numHeads, Weight queryScale, Weight keyScale, Tensor pe, float eps) {
        return SplitQkv.apply(qkv, numHeads, queryScale, keyScale, pe, eps, engine);
    }

    // ---- gradients -------------------------------------------------------------------------------------------------

    @Override
    public Gradients gradients() {
        return new VectorizedGradients(engine);
    }
}
