package org.flux4j.tornado;

import org.flux4j.op.DeviceTimes;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Scope;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Session;

/**
 * The operators as loop-parallel kernels: each method names the file to read. Composite operators have their default
 * implementation, one kernel after another.
 */
public class LoopOperators implements Operators, DeviceTimes {
    private final Session session;

    /** Creates operators that run on a device. */
    public LoopOperators(Session session) {
        this.session = session;
    }

    /** Returns what runs kernels at this time. */
    final Engine engine() {
        return session.engine();
    }

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias) {
        return Linear.apply(x, weight, bias, engine());
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        return Attention.apply(q, k, v, scale, bias, engine());
    }

    @Override
    public Tensor conv2d(Tensor x, Weight weight, Weight bias, int stride, Padding padding) {
        return Conv2d.apply(x, weight, bias, stride, padding, engine());
    }

    @Override
    public Tensor layerNorm(Tensor x, Weight weight, Weight bias, float eps) {
        return LayerNorm.apply(x, weight, bias, eps, engine());
    }

    @Override
    public Tensor rmsNorm(Tensor x, Weight scale, float eps) {
        return RmsNorm.apply(x, scale, eps, engine());
    }

    @Override
    public Tensor groupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return GroupNorm.apply(x, weight, bias, groups, eps, engine());
    }

    @Override
    public Tensor silu(Tensor x) {
        return Silu.apply(x, engine());
    }

    @Override
    public Tensor geluTanh(Tensor x) {
        return GeluTanh.apply(x, engine());
    }

    @Override
    public Tensor geluErf(Tensor x) {
        return GeluErf.apply(x, engine());
    }

    @Override
    public Tensor quickGelu(Tensor x) {
        return QuickGelu.apply(x, engine());
    }

    @Override
    public Tensor softmax(Tensor x) {
        return Softmax.apply(x, engine());
    }

    @Override
    public Tensor timestepEmbedding(Tensor t, int dim, float maxPeriod, float timeFactor) {
        return TimestepEmbedding.apply(t, dim, maxPeriod, timeFactor, engine());
    }

    @Override
    public Tensor rope(Tensor ids, int[] axesDim, float theta) {
        return Rope.apply(ids, axesDim, theta, engine());
    }

    @Override
    public Tensor applyRope(Tensor x, Tensor pe) {
        return ApplyRope.apply(x, pe, engine());
    }

    @Override
    public Tensor embedding(int[] ids, Weight table) {
        return Embedding.apply(ids, table, engine());
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return Add.apply(a, b, engine());
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return Multiply.apply(a, b, engine());
    }

    @Override
    public Tensor affine(Tensor x, float factor, float offset) {
        return Affine.apply(x, factor, offset, engine());
    }

    @Override
    public Tensor concat(Tensor a, Tensor b, int axis) {
        return Concat.apply(a, b, axis, engine());
    }

    @Override
    public Tensor slice(Tensor x, int axis, int from, int to) {
        return Slice.apply(x, axis, from, to, engine());
    }

    @Override
    public Tensor transpose(Tensor x) {
        return Transpose.apply(x, engine());
    }

    @Override
    public Tensor splitHeads(Tensor x, int numHeads) {
        return SplitHeads.apply(x, numHeads, engine());
    }

    @Override
    public Tensor upsampleNearest(Tensor x, int factor) {
        return UpsampleNearest.apply(x, factor, engine());
    }

    @Override
    public Tensor pack(Tensor x) {
        return Pack.apply(x, engine());
    }

    @Override
    public Tensor unpack(Tensor y, int rows, int columns) {
        return Unpack.apply(y, rows, columns, engine());
    }

    @Override
    public Scope scope(String name) {
        return session.scope(name);
    }

    @Override
    public Step repeated(Step step) {
        return session.repeated(step);
    }

    @Override
    public long kernelNanos() {
        return session.meter().kernelNanos();
    }

    @Override
    public long copyNanos() {
        return session.meter().copyNanos();
    }

    @Override
    public void close() {
        session.close();
    }
}
