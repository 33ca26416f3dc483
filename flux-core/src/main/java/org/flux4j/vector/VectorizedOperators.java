package org.flux4j.vector;

import java.util.function.Function;
import org.flux4j.op.Check;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * Every operator on the Vector API: an index, each method names the file to read.
 *
 * <p>For one thread at a time; each call shares its work with helpers of its own.
 */
public final class VectorizedOperators implements Operators {
    private final Engine engine;

    /** Operators that use that many threads; the bits do not depend on the number. */
    public VectorizedOperators(int threads) {
        Check.require(threads >= 1, "vector", "threads", "at least 1", threads);
        this.engine = Engine.of(threads);
    }

    private VectorizedOperators(Engine engine) {
        this.engine = engine;
    }

    /**
     * Operators that compute nothing: shapes alone go through them, and they count the memory which those on that many
     * threads would hold.
     */
    static VectorizedOperators planning(int threads) {
        return new VectorizedOperators(Engine.planning(threads));
    }

    // ---- memory ----------------------------------------------------------------------------------------------------

    /**
     * The most bytes of memory that these operators held at one time since the last {@link #restartPeak}: for tensors
     * which they made in scopes, for what waits to be used again, and to work in.
     */
    public long peakBytes() {
        return engine.peak();
    }

    /** Begins a new stage for {@link #peakBytes}. */
    public void restartPeak() {
        engine.restart();
    }

    @Override
    public Scope scope(String name) {
        return engine.scope();
    }

    // ---- linear algebra --------------------------------------------------------------------------------------------

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias) {
        return linear(x, weight, bias, Activation::none);
    }

    @Override
    public Tensor linearGelu(Tensor x, Weight weight, Weight bias) {
        return linear(x, weight, bias, GeluTanh::apply);
    }

    private Tensor linear(Tensor x, Weight weight, Weight bias, Activation activation) {
        Shapes.linear(x.shape(), weight, bias);
        return Linear.apply(x, weight, bias, activation, engine);
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        Shapes.attention(q.shape(), k.shape(), v.shape(), bias == null ? null : bias.shape());
        return Attention.apply(q, k, v, scale, bias, engine);
    }

    @Override
    public Tensor conv2d(Tensor x, Weight weight, Weight bias, int stride, Padding padding) {
        return conv2d(x, ChannelFunction::none, weight, bias, stride, padding);
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
        Shapes.groupNorm(x.shape(), normWeight, normBias, groups);
        GroupNorm norm = new GroupNorm(x, normWeight, normBias, groups, eps, engine);
        engine.run(groups, scratch -> group -> norm.measure(group));
        Tensor y = conv2d(x, norm::normSilu, weight, bias, 1, padding);
        norm.end(engine);
        return y;
    }

    private Tensor conv2d(Tensor x, ChannelFunction entry, Weight weight, Weight bias, int stride, Padding padding) {
        Shape shape = Shapes.conv2d(x.shape(), weight, bias, stride, padding);
        return Winograd.suits(weight, stride)
                ? Winograd.apply(x, entry, weight, bias, padding, shape, engine)
                : Conv2d.apply(x, entry, weight, bias, stride, padding, shape, engine);
    }

    // ---- normalisation ---------------------------------------------------------------------------------------------

    @Override
    public Tensor layerNorm(Tensor x, Weight weight, Weight bias, float eps) {
        Tensor y = engine.tensor(Shapes.layerNorm(x.shape(), weight, bias));
        int c = x.dim(1);
        float[] factor = engine.read(weight, c, 1);
        float[] offset = engine.read(bias, c, 0);
        eachRow(x, row -> LayerNorm.apply(x.data(), row, eps, factor, offset, y.data(), c));
        engine.give(factor);
        engine.give(offset);
        return y;
    }

    @Override
    public Tensor modulate(Tensor x, Tensor shift, Tensor scale, float eps) {
        Tensor y = engine.tensor(Shapes.modulate(x.shape(), shift.shape(), scale.shape()));
        int c = x.dim(1);
        float[] factor = engine.take(c);
        engine.run(1, scratch -> task -> Affine.apply(scale.data(), 0, 1, 1, factor, 0, c));
        eachRow(x, row -> LayerNorm.apply(x.data(), row, eps, factor, shift.data(), y.data(), c));
        engine.give(factor);
        return y;
    }

    @Override
    public Tensor rmsNorm(Tensor x, Weight scale, float eps) {
        Tensor y = engine.tensor(Shapes.rmsNorm(x.shape(), scale));
        float[] factor = engine.read(scale, x.dim(-1), 1);
        eachRow(x, row -> RmsNorm.apply(x.data(), row, factor, eps, y.data(), row, factor.length));
        engine.give(factor);
        return y;
    }

    @Override
    public Tensor groupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return groupNorm(x, weight, bias, groups, eps, norm -> norm::norm);
    }

    @Override
    public Tensor groupNormSilu(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return groupNorm(x, weight, bias, groups, eps, norm -> norm::normSilu);
    }

    private Tensor groupNorm(
            Tensor x, Weight weight, Weight bias, int groups, float eps, Function<GroupNorm, ChannelFunction> part) {
        Tensor y = engine.tensor(Shapes.groupNorm(x.shape(), weight, bias, groups));
        GroupNorm norm = new GroupNorm(x, weight, bias, groups, eps, engine);
        ChannelFunction function = part.apply(norm);
        engine.run(groups, scratch -> group -> norm.apply(group, function, y.data()));
        norm.end(engine);
        return y;
    }

    // ---- activations -----------------------------------------------------------------------------------------------

    @Override
    public Tensor silu(Tensor x) {
        return activate(x, Silu::apply);
    }

    @Override
    public Tensor geluTanh(Tensor x) {
        return activate(x, GeluTanh::apply);
    }

    @Override
    public Tensor geluErf(Tensor x) {
        return activate(x, GeluErf::apply);
    }

    @Override
    public Tensor quickGelu(Tensor x) {
        return activate(x, QuickGelu::apply);
    }

    private Tensor activate(Tensor x, Activation activation) {
        Tensor y = engine.tensor(x.shape());
        engine.over(
                elements(x),
                Engine.grain(1),
                (from, to) -> activation.apply(x.data(), from, y.data(), from, to - from));
        return y;
    }

    @Override
    public Tensor softmax(Tensor x) {
        Tensor y = engine.tensor(Shapes.softmax(x.shape()));
        eachRow(x, row -> Softmax.apply(x.data(), row, y.data(), x.dim(-1)));
        return y;
    }

    // ---- positions and time ----------------------------------------------------------------------------------------

    @Override
    public Tensor timestepEmbedding(Tensor t, int dim, float maxPeriod, float timeFactor) {
        Shape shape = Shapes.timestepEmbedding(t.shape(), dim);
        return TimestepEmbedding.apply(t, maxPeriod, timeFactor, shape, engine);
    }

    @Override
    public Tensor rope(Tensor ids, int[] axesDim, float theta) {
        return Rope.apply(ids, axesDim, theta, Shapes.rope(ids.shape(), axesDim), engine);
    }

    @Override
    public Tensor applyRope(Tensor x, Tensor pe) {
        Shapes.applyRope(x.shape(), pe.shape());
        return ApplyRope.apply(x, pe, engine);
    }

    @Override
    public Tensor embedding(int[] ids, Weight table) {
        return Embedding.apply(ids, table, Shapes.embedding(ids, table), engine);
    }

    @Override
    public Qkv splitQkv(Tensor qkv, int numHeads, Weight queryScale, Weight keyScale, Tensor pe, float eps) {
        Shapes.splitQkv(qkv.shape(), numHeads, queryScale, keyScale, pe.shape());
        int d = qkv.dim(1) / 3 / numHeads;
        float[] query = engine.read(queryScale, d, 1);
        float[] key = engine.read(keyScale, d, 1);
        Qkv qkvs = SplitQkv.apply(qkv, numHeads, query, key, pe, eps, engine);
        engine.give(query);
        engine.give(key);
        return qkvs;
    }

    // ---- arithmetic ------------------------------------------------------------------------------------------------

    @Override
    public Tensor add(Tensor a, Tensor b) {
        if (Shapes.isScalar(b.shape())) {
            return eachElement(a, b, Add::applyScalar);
        }
        Tensor y = engine.tensor(Shapes.broadcast("add", a.shape(), b.shape()));
        eachRun(a, b, (atA, atB, count) -> Add.apply(a.data(), atA, b.data(), atB, y.data(), count));
        return y;
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        if (Shapes.isScalar(b.shape())) {
            return eachElement(a, b, Multiply::applyScalar);
        }
        Tensor y = engine.tensor(Shapes.broadcast("multiply", a.shape(), b.shape()));
        eachRun(a, b, (atA, atB, count) -> Multiply.apply(a.data(), atA, b.data(), atB, y.data(), count));
        return y;
    }

    @Override
    public Tensor affine(Tensor x, float factor, float offset) {
        return activate(x, (from, at, to, atTo, count) -> Affine.apply(from, at, factor, offset, to, atTo, count));
    }

    @Override
    public Tensor gatedAdd(Tensor x, Tensor gate, Tensor update) {
        Tensor y = engine.tensor(Shapes.gatedAdd(x.shape(), gate.shape(), update.shape()));
        eachRow(x, row -> GatedAdd.apply(x.data(), gate.data(), update.data(), y.data(), row, x.dim(-1)));
        return y;
    }

    // ---- layout ----------------------------------------------------------------------------------------------------

    @Override
    public Tensor concat(Tensor a, Tensor b, int axis) {
        return Concat.apply(a, b, axis, Shapes.concat(a.shape(), b.shape(), axis), engine);
    }

    @Override
    public Tensor slice(Tensor x, int axis, int from, int to) {
        return Slice.apply(x, axis, from, Shapes.slice(x.shape(), axis, from, to), engine);
    }

    @Override
    public Tensor transpose(Tensor x) {
        return Transpose.apply(x, Shapes.transpose(x.shape()), engine);
    }

    @Override
    public Tensor splitHeads(Tensor x, int numHeads) {
        return SplitHeads.apply(x, Shapes.splitHeads(x.shape(), numHeads), engine);
    }

    @Override
    public Tensor upsampleNearest(Tensor x, int factor) {
        return UpsampleNearest.apply(x, factor, Shapes.upsampleNearest(x.shape(), factor), engine);
    }

    @Override
    public Tensor pack(Tensor x) {
        return Pack.apply(x, engine);
    }

    @Override
    public Tensor unpack(Tensor y, int rows, int columns) {
        return Unpack.apply(y, rows, columns, engine);
    }

    // ---- sharing out -----------------------------------------------------------------------------------------------

    /** Computes one row of the result. */
    private interface Row {
        void compute(int at);
    }

    /** Computes {@code count} elements of the result, from {@code atA} on. */
    private interface Run {
        void compute(int atA, int atB, int count);
    }

    private void eachRow(Tensor x, Row row) {
        int length = x.dim(-1);
        engine.over(x.shape().rows(), Engine.grain(length), (from, to) -> {
            for (int i = from; i < to; i++) {
                row.compute(i * length);
            }
        });
    }

    /** Runs as long as b: one row of a, or, where b has the shape of a, the elements of a task. */
    private void eachRun(Tensor a, Tensor b, Run run) {
        if (a.shape().equals(b.shape())) {
            engine.over(elements(a), Engine.grain(1), (from, to) -> run.compute(from, from, to - from));
        } else {
            eachRow(a, at -> run.compute(at, 0, b.dim(0)));
        }
    }

    /** A function of an element of a and the one element of b. */
    private interface ScalarFunction {
        void apply(float[] a, int at, float b, float[] y, int count);
    }

    private Tensor eachElement(Tensor a, Tensor b, ScalarFunction function) {
        Tensor y = engine.tensor(a.shape());
        engine.over(
                elements(a),
                Engine.grain(1),
                (from, to) -> function.apply(a.data(), from, b.data()[0], y.data(), to - from));
        return y;
    }

    private static int elements(Tensor x) {
        return (int) x.shape().count();
    }
}
