package org.flux4j.op;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Operators that forward every call to other operators and let a subclass observe it: the operator, its arguments, the
 * open scopes and the result. Composites are forwarded as composites. {@linkplain #repeated Repeated} steps are not
 * recorded, so that the calls of every run are observed; for the same reason, {@linkplain #byTokens streams} are computed as
 * a whole. {@linkplain #gradients Gradients} are not observed.
 */
public abstract class WatchedOperators implements Operators {
    private final Operators operators;
    private final Deque<String> scopes = new ArrayDeque<>();

    /**
     * Creates watched operators.
     *
     * @param operators the operators to forward to
     */
    protected WatchedOperators(Operators operators) {
        this.operators = operators;
    }

    /**
     * Runs the call of an operator and returns its result, or another result in its place.
     *
     * @param name the name of the operator, such as {@code group_norm}
     * @param arguments the arguments, in the order of the parameters; some may be {@code null}
     * @param call computes the result: a {@link Tensor}, a {@link Qkv} or a list of tensors
     */
    protected abstract <T> T around(String name, List<Object> arguments, Supplier<T> call);

    /** Returns the names of the open scopes, outermost first. */
    protected final List<String> scopes() {
        return List.copyOf(scopes);
    }

    /** Returns the tensors that a result consists of. */
    protected static Stream<Tensor> tensors(Object result) {
        return switch (result) {
            case Tensor tensor -> Stream.of(tensor);
            case Qkv qkv -> Stream.of(qkv.q(), qkv.k(), qkv.v());
            case List<?> list -> list.stream().flatMap(WatchedOperators::tensors);
            default -> throw new IllegalArgumentException("not the result of an operator: " + result);
        };
    }

    private <T> T watch(String name, Supplier<T> call, Object... arguments) {
        return around(name, Arrays.asList(arguments), call);
    }

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias) {
        return watch("linear", () -> operators.linear(x, weight, bias), x, weight, bias);
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        return watch("attention", () -> operators.attention(q, k, v, scale, bias), q, k, v, scale, bias);
    }

    @Override
    public Tensor conv2d(Tensor x, Weight weight, Weight bias, int stride, Padding padding) {
        return watch(
                "conv2d", () -> operators.conv2d(x, weight, bias, stride, padding), x, weight, bias, stride, padding);
    }

    @Override
    public Tensor layerNorm(Tensor x, Weight weight, Weight bias, float eps) {
        return watch("layer_norm", () -> operators.layerNorm(x, weight, bias, eps), x, weight, bias, eps);
    }

    @Override
    public Tensor rmsNorm(Tensor x, Weight scale, float eps) {
        return watch("rms_norm", () -> operators.rmsNorm(x, scale, eps), x, scale, eps);
    }

    @Override
    public Tensor groupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return watch(
                "group_norm", () -> operators.groupNorm(x, weight, bias, groups, eps), x, weight, bias, groups, eps);
    }

    @Override
    public Tensor silu(Tensor x) {
        return watch("silu", () -> operators.silu(x), x);
    }

    @Override
    public Tensor geluTanh(Tensor x) {
        return watch("gelu_tanh", () -> operators.geluTanh(x), x);
    }

    @Override
    public Tensor geluErf(Tensor x) {
        return watch("gelu_erf", () -> operators.geluErf(x), x);
    }

    @Override
    public Tensor quickGelu(Tensor x) {
        return watch("quick_gelu", () -> operators.quickGelu(x), x);
    }

    @Override
    public Tensor softmax(Tensor x) {
        return watch("softmax", () -> operators.softmax(x), x);
    }

    @Override
    public Tensor timestepEmbedding(Tensor t, int dim, float maxPeriod, float timeFactor) {
        return watch(
                "timestep_embedding",
                () -> operators.timestepEmbedding(t, dim, maxPeriod, timeFactor),
                t,
                dim,
                maxPeriod,
                timeFactor);
    }

    @Override
    public Tensor rope(Tensor ids, int[] axesDim, float theta) {
        return watch("rope", () -> operators.rope(ids, axesDim, theta), ids, axesDim, theta);
    }

    @Override
    public Tensor applyRope(Tensor x, Tensor pe) {
        return watch("apply_rope", () -> operators.applyRope(x, pe), x, pe);
    }

    @Override
    public Tensor embedding(int[] ids, Weight table) {
        return watch("embedding", () -> operators.embedding(ids, table), ids, table);
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return watch("add", () -> operators.add(a, b), a, b);
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return watch("multiply", () -> operators.multiply(a, b), a, b);
    }

    @Override
    public Tensor affine(Tensor x, float factor, float offset) {
        return watch("affine", () -> operators.affine(x, factor, offset), x, factor, offset);
    }

    @Override
    public Tensor concat(Tensor a, Tensor b, int axis) {
        return watch("concat", () -> operators.concat(a, b, axis), a, b, axis);
    }

    @Override
    public Tensor slice(Tensor x, int axis, int from, int to) {
        return watch("slice", () -> operators.slice(x, axis, from, to), x, axis, from, to);
    }

    @Override
    public Tensor transpose(Tensor x) {
        return watch("transpose", () -> operators.transpose(x), x);
    }

    @Override
    public Tensor splitHeads(Tensor x, int numHeads) {
        return watch("split_heads", () -> operators.splitHeads(x, numHeads), x, numHeads);
    }

    @Override
    public Tensor upsampleNearest(Tensor x, int factor) {
        return watch("upsample_nearest", () -> operators.upsampleNearest(x, factor), x, factor);
    }

    @Override
    public Tensor pack(Tensor x) {
        return watch("pack", () -> operators.pack(x), x);
    }

    @Override
    public Tensor unpack(Tensor y, int rows, int columns) {
        return watch("unpack", () -> operators.unpack(y, rows, columns), y, rows, columns);
    }

    @Override
    public Tensor modulate(Tensor x, Tensor shift, Tensor scale, float eps) {
        return watch("modulate", () -> operators.modulate(x, shift, scale, eps), x, shift, scale, eps);
    }

    @Override
    public Tensor gatedAdd(Tensor x, Tensor gate, Tensor update) {
        return watch("gated_add", () -> operators.gatedAdd(x, gate, update), x, gate, update);
    }

    @Override
    public Tensor attention(Qkv qkv, Tensor bias) {
        return watch("attention", () -> operators.attention(qkv, bias), qkv, bias);
    }

    @Override
    public Tensor linearGelu(Tensor x, Weight weight, Weight bias) {
        return watch("linear_gelu", () -> operators.linearGelu(x, weight, bias), x, weight, bias);
    }

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias, List<LinearTerm> terms) {
        return watch("linear", () -> operators.linear(x, weight, bias, terms), x, weight, bias, terms);
    }

    @Override
    public Tensor linearGelu(Tensor x, Weight weight, Weight bias, List<LinearTerm> terms) {
        return watch("linear_gelu", () -> operators.linearGelu(x, weight, bias, terms), x, weight, bias, terms);
    }

    @Override
    public Tensor groupNormSilu(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return watch(
                "group_norm_silu",
                () -> operators.groupNormSilu(x, weight, bias, groups, eps),
                x,
                weight,
                bias,
                groups,
                eps);
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
        return watch(
                "group_norm_silu_conv2d",
                () -> operators.groupNormSiluConv2d(x, normWeight, normBias, groups, eps, weight, bias, padding),
                x,
                normWeight,
                normBias,
                groups,
                eps,
                weight,
                bias,
                padding);
    }

    @Override
    public Qkv splitQkv(Tensor qkv, int numHeads, Weight queryScale, Weight keyScale, Tensor pe, float eps) {
        return watch(
                "split_qkv",
                () -> operators.splitQkv(qkv, numHeads, queryScale, keyScale, pe, eps),
                qkv,
                numHeads,
                queryScale,
                keyScale,
                pe,
                eps);
    }

    @Override
    public List<Tensor> split(Tensor x, int axis, int... sizes) {
        return watch("split", () -> operators.split(x, axis, sizes), x, axis, sizes);
    }

    @Override
    public Scope scope(String name) {
        Scope scope = operators.scope(name);
        scopes.addLast(name);
        return new Scope() {
            @Override
            public Tensor keep(Tensor tensor) {
                return scope.keep(tensor);
            }

            @Override
            public Tensor replace(Tensor old, Tensor next) {
                return scope.replace(old, next);
            }

            @Override
            public void trim() {
                scope.trim();
            }

            @Override
            public void close() {
                scopes.removeLast();
                scope.close();
            }
        };
    }

    @Override
    public Gradients gradients() {
        return operators.gradients();
    }

    @Override
    public void close() {
        operators.close();
    }
}
