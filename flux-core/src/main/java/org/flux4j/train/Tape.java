package org.flux4j.train;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.flux4j.op.Gradients;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * Operators that record their calls and can go back through them: reverse-mode differentiation. A model is trained with
 * the code that runs it.
 *
 * <pre>{@code
 * try (Tape tape = new Tape(ops, ops.gradients())) {
 *     tape.train(weight, gradient);
 *     Tensor y = model.forward(tape, x);
 *     tape.backward(y, dy); // adds to the gradient of the weight
 * }
 * }</pre>
 *
 * <p>A call is recorded if its result depends on a {@linkplain #train trained} weight or on a {@linkplain #watch watched}
 * tensor, and no other gradient is computed. Most composites run as their defaults, so that basic operators are recorded.
 * Tensors that the gradient of a recorded call is computed from are kept until the tape is closed; all others are released
 * as without a tape, and gradients as soon as they have been used.
 */
public final class Tape implements Operators {
    /** A recorded call. */
    private record Call(List<Tensor> results, Runnable back) {}

    private final Operators ops;
    private final Gradients gradients;
    private final TapeSums sums;
    private final Deque<Call> calls = new ArrayDeque<>(); // the last one first
    private final Deque<Scope> scopes = new ArrayDeque<>(); // the innermost one first
    private final Set<Storage> watched = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Scope root;

    /**
     * Creates an empty tape.
     *
     * @param ops the operators that compute the results
     * @param gradients the operators that compute the gradients, on the same device
     */
    public Tape(Operators ops, Gradients gradients) {
        this.ops = ops;
        this.gradients = gradients;
        root = ops.scope("tape");
        sums = new TapeSums(ops, root);
    }

    // ---- gradients -------------------------------------------------------------------------------------------------

    /** Watches a tensor, before it is used: {@link #backward()} computes its gradient. */
    public void watch(Tensor x) {
        watched.add(x.storage());
        sums.need(x);
    }

    /**
     * Trains a weight, before it is used: {@link #backward()} adds its gradient to an array.
     *
     * @param weight a weight of a single part, which is the same under any name and shape
     * @param gradient as many elements as the weight has
     * @throws IllegalArgumentException if the weight has several parts, or another number of elements
     */
    public void train(Weight weight, float[] gradient) {
        sums.need(weight, gradient);
    }

    /**
     * Adds to the gradient of a result.
     *
     * @param dy the gradient, of the shape of y
     * @throws IllegalArgumentException if it has another shape
     */
    public void seed(Tensor y, Tensor dy) {
        if (!dy.shape().equals(y.shape())) {
            throw new IllegalArgumentException("tape: dy: expected shape " + y.shape() + ", found " + dy.shape());
        }
        sums.add(y, () -> dy);
    }

    /** Goes back through the recorded calls, from the last to the first, and forgets them. */
    public void backward() {
        while (!calls.isEmpty()) {
            Call call = calls.pop();
            if (call.results().stream().anyMatch(sums::has)) {
                goBack(call);
            }
        }
    }

    private void goBack(Call call) {
        try (Scope scope = ops.scope("backward")) {
            call.back().run();
            for (Tensor gradient : sums.all()) {
                scope.keep(gradient);
                keep(gradient);
            }
        }
        for (Tensor result : call.results()) {
            if (!watched.contains(result.storage())) {
                sums.remove(result);
            }
        }
    }

    /** Moves a tensor of any scope to the tape. */
    private void keep(Tensor tensor) {
        for (Scope scope : scopes) {
            scope.keep(tensor);
        }
    }

    /** Seeds a result and goes back. */
    public void backward(Tensor y, Tensor dy) {
        seed(y, dy);
        backward();
    }

    /**
     * Returns the gradient of a watched tensor, of its shape; zeros if no seeded result depends on it. Like all tensors of
     * a tape, it is valid until the tape is closed.
     */
    public Tensor gradient(Tensor x) {
        return sums.of(x);
    }

    // ---- recording -------------------------------------------------------------------------------------------------

    /**
     * Records the call that returned y if its result depends on a watched tensor or a trained weight.
     *
     * @param used the tensors that the gradients are computed from
     */
    private Tensor record(
            Tensor y, List<Tensor> arguments, List<Weight> weights, List<Tensor> used, Consumer<Tensor> back) {
        return record(List.of(y), arguments, weights, used, () -> back.accept(sums.of(y)))
                .getFirst();
    }

    private List<Tensor> record(
            List<Tensor> results, List<Tensor> arguments, List<Weight> weights, List<Tensor> used, Runnable back) {
        if (arguments.stream().anyMatch(sums::needs) || weights.stream().anyMatch(w -> sums.of(w) != null)) {
            used.forEach(this::keep);
            results.forEach(sums::need);
            calls.push(new Call(results, back));
        }
        return results;
    }

    /** Records the call of an operator with a single argument, which moves or scales elements. */
    private Tensor record(Tensor y, Tensor x, UnaryOperator<Tensor> gradient) {
        return record(y, x, List.of(), gradient);
    }

    /** Records the call of an operator with a single argument and no parameters. */
    private Tensor record(Tensor y, Tensor x, List<Tensor> used, UnaryOperator<Tensor> gradient) {
        return record(y, List.of(x), List.of(), used, dy -> sums.add(x, () -> gradient.apply(dy)));
    }

    /** Adds the gradients of a weight and of a bias to arrays, each {@code null} if it is not trained. */
    private interface ParameterGradients {
        void add(Tensor dy, float[] dWeight, float[] dBias);
    }

    /**
     * Records the call of an operator with parameters.
     *
     * @param bias {@code null} for none; so may the weight be
     * @param gradient returns dx for dy
     */
    private Tensor record(
            Tensor y,
            Tensor x,
            Weight weight,
            Weight bias,
            UnaryOperator<Tensor> gradient,
            ParameterGradients ofParameters) {
        return record(y, List.of(x), Arrays.asList(weight, bias), List.of(x), dy -> {
            sums.add(x, () -> gradient.apply(dy));
            float[] dWeight = sums.of(weight);
            float[] dBias = sums.of(bias);
            if (dWeight != null || dBias != null) {
                ofParameters.add(dy, dWeight, dBias);
            }
        });
    }

    // ---- linear algebra --------------------------------------------------------------------------------------------

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias) {
        return record(
                ops.linear(x, weight, bias),
                x,
                weight,
                bias,
                dy -> gradients.linear(dy, weight),
                (dy, dWeight, dBias) -> gradients.addLinear(dy, x, dWeight, dBias));
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        if (bias != null && sums.needs(bias)) {
            throw new UnsupportedOperationException("attention: no gradient of the bias");
        }
        return record(ops.attention(q, k, v, scale, bias), List.of(q, k, v), List.of(), List.of(q, k, v), dy -> {
            Qkv gradient = gradients.attention(dy, q, k, v, scale, bias);
            sums.add(q, gradient::q);
            sums.add(k, gradient::k);
            sums.add(v, gradient::v);
        });
    }

    @Override
    public Tensor conv2d(Tensor x, Weight weight, Weight bias, int stride, Padding padding) {
        return record(
                ops.conv2d(x, weight, bias, stride, padding),
                x,
                weight,
                bias,
                dy -> gradients.conv2d(dy, x.shape(), weight, stride, padding),
                (dy, dWeight, dBias) -> gradients.addConv2d(dy, x, weight, stride, padding, dWeight, dBias));
    }

    // ---- normalisation ---------------------------------------------------------------------------------------------

    @Override
    public Tensor layerNorm(Tensor x, Weight weight, Weight bias, float eps) {
        return record(
                ops.layerNorm(x, weight, bias, eps),
                x,
                weight,
                bias,
                dy -> gradients.layerNorm(dy, x, weight, eps),
                (dy, dWeight, dBias) -> gradients.addLayerNorm(dy, x, eps, dWeight, dBias));
    }

    @Override
    public Tensor rmsNorm(Tensor x, Weight scale, float eps) {
        return record(
                ops.rmsNorm(x, scale, eps),
                x,
                scale,
                null,
                dy -> gradients.rmsNorm(dy, x, scale, eps),
                (dy, dScale, none) -> gradients.addRmsNorm(dy, x, eps, dScale));
    }

    @Override
    public Tensor groupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return record(
                ops.groupNorm(x, weight, bias, groups, eps),
                x,
                weight,
                bias,
                dy -> gradients.groupNorm(dy, x, weight, groups, eps),
                (dy, dWeight, dBias) -> gradients.addGroupNorm(dy, x, groups, eps, dWeight, dBias));
    }

    // ---- activations -----------------------------------------------------------------------------------------------

    @Override
    public Tensor silu(Tensor x) {
        return record(ops.silu(x), x, List.of(x), dy -> gradients.silu(dy, x));
    }

    @Override
    public Tensor geluTanh(Tensor x) {
        return record(ops.geluTanh(x), x, List.of(x), dy -> gradients.geluTanh(dy, x));
    }

    @Override
    public Tensor geluErf(Tensor x) {
        return record(ops.geluErf(x), x, List.of(x), dy -> gradients.geluErf(dy, x));
    }

    @Override
    public Tensor quickGelu(Tensor x) {
        return record(ops.quickGelu(x), x, List.of(x), dy -> gradients.quickGelu(dy, x));
    }

    @Override
    public Tensor softmax(Tensor x) {
        Tensor y = ops.softmax(x);
        return record(y, x, List.of(y), dy -> gradients.softmax(dy, y));
    }

    // ---- positions and time ----------------------------------------------------------------------------------------

    @Override
    public Tensor timestepEmbedding(Tensor t, int dim, float maxPeriod, float timeFactor) {
        Tensor y = ops.timestepEmbedding(t, dim, maxPeriod, timeFactor);
        return record(y, t, List.of(t), dy -> gradients.timestepEmbedding(dy, t, maxPeriod, timeFactor));
    }

    @Override
    public Tensor rope(Tensor ids, int[] axesDim, float theta) {
        return record(ops.rope(ids, axesDim, theta), ids, List.of(ids), dy -> gradients.rope(dy, ids, axesDim, theta));
    }

    @Override
    public Tensor applyRope(Tensor x, Tensor pe) {
        List<Tensor> used = sums.needs(pe) ? List.of(x, pe) : List.of(pe);
        return record(ops.applyRope(x, pe), List.of(x, pe), List.of(), used, dy -> {
            sums.add(x, () -> gradients.applyRope(dy, pe));
            sums.add(pe, () -> gradients.applyRopeRotations(dy, x));
        });
    }

    @Override
    public Tensor embedding(int[] ids, Weight table) {
        Tensor y = ops.embedding(ids, table);
        return record(y, List.of(), List.of(table), List.of(), dy -> gradients.addEmbedding(dy, ids, sums.of(table)));
    }

    // ---- arithmetic ------------------------------------------------------------------------------------------------

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return record(ops.add(a, b), List.of(a, b), List.of(), List.of(), dy -> {
            sums.add(a, () -> dy);
            sums.add(b, () -> unrepeated(dy, b.shape()));
        });
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return record(ops.multiply(a, b), List.of(a, b), List.of(), List.of(a, b), dy -> {
            sums.add(a, () -> ops.multiply(dy, b));
            sums.add(b, () -> unrepeated(ops.multiply(dy, a), b.shape()));
        });
    }

    /** Returns the gradient of b, given that of b repeated to the shape of a. */
    private Tensor unrepeated(Tensor dy, Shape b) {
        return dy.shape().equals(b) ? dy : gradients.broadcast(dy, b);
    }

    @Override
    public Tensor affine(Tensor x, float factor, float offset) {
        return record(ops.affine(x, factor, offset), x, dy -> ops.affine(dy, factor, 0));
    }

    // ---- layout ----------------------------------------------------------------------------------------------------

    @Override
    public Tensor concat(Tensor a, Tensor b, int axis) {
        int size = a.dim(axis);
        return record(ops.concat(a, b, axis), List.of(a, b), List.of(), List.of(), dy -> {
            sums.add(a, () -> ops.slice(dy, axis, 0, size));
            sums.add(b, () -> ops.slice(dy, axis, size, size + b.dim(axis)));
        });
    }

    @Override
    public Tensor slice(Tensor x, int axis, int from, int to) {
        return record(ops.slice(x, axis, from, to), x, dy -> {
            Tensor before = Tensor.zeros(x.shape().with(axis, from));
            Tensor after = Tensor.zeros(x.shape().with(axis, x.dim(axis) - to));
            return ops.concat(ops.concat(before, dy, axis), after, axis);
        });
    }

    /** A composite that is recorded as one call: the gradients of all parts are concatenated once. */
    @Override
    public List<Tensor> split(Tensor x, int axis, int... sizes) {
        List<Tensor> parts = ops.split(x, axis, sizes);
        return record(
                parts,
                List.of(x),
                List.of(),
                List.of(),
                () -> sums.add(
                        x,
                        () -> parts.stream()
                                .map(sums::of)
                                .reduce((a, b) -> ops.concat(a, b, axis))
                                .orElseThrow()));
    }

    @Override
    public Tensor transpose(Tensor x) {
        return record(ops.transpose(x), x, ops::transpose);
    }

    @Override
    public Tensor splitHeads(Tensor x, int numHeads) {
        return record(ops.splitHeads(x, numHeads), x, gradients::splitHeads);
    }

    @Override
    public Tensor upsampleNearest(Tensor x, int factor) {
        return record(ops.upsampleNearest(x, factor), x, dy -> gradients.upsampleNearest(dy, factor));
    }

    @Override
    public Tensor pack(Tensor x) {
        return record(ops.pack(x), x, dy -> ops.unpack(dy, x.dim(1) / 2, x.dim(2) / 2));
    }

    @Override
    public Tensor unpack(Tensor y, int rows, int columns) {
        return record(ops.unpack(y, rows, columns), y, ops::pack);
    }

    // ---- composites ------------------------------------------------------------------------------------------------

    /** Records one call: the composite is a layer norm with the weight 1 + scale and the bias shift. */
    @Override
    public Tensor modulate(Tensor x, Tensor shift, Tensor scale, float eps) {
        Tensor y = ops.modulate(x, shift, scale, eps);
        return record(y, List.of(x, shift, scale), List.of(), List.of(x, scale), dy -> {
            Weight weight = Weight.of(scale.shape(), ops.affine(scale, 1, 1).data());
            sums.add(x, () -> gradients.layerNorm(dy, x, weight, eps));
            Tensor dScale = Tensor.zeros(scale.shape());
            Tensor dShift = Tensor.zeros(shift.shape());
            gradients.addLayerNorm(dy, x, eps, dScale.data(), dShift.data());
            sums.add(scale, () -> dScale);
            sums.add(shift, () -> dShift);
        });
    }

    /** Records one call: the gradients of the sum and of the product. */
    @Override
    public Tensor gatedAdd(Tensor x, Tensor gate, Tensor update) {
        Tensor y = ops.gatedAdd(x, gate, update);
        return record(y, List.of(x, gate, update), List.of(), List.of(gate, update), dy -> {
            sums.add(x, () -> dy);
            sums.add(gate, () -> unrepeated(ops.multiply(dy, update), gate.shape()));
            sums.add(update, () -> ops.multiply(dy, gate));
        });
    }

    // ---- execution -------------------------------------------------------------------------------------------------

    /** Opens a scope, which does not release the tensors that the tape keeps. */
    @Override
    public Scope scope(String name) {
        Scope scope = ops.scope(name);
        scopes.push(scope);
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
            public void close() {
                scopes.pop();
                scope.close();
            }
        };
    }

    /** Releases the tensors of this tape. The operators that it was created with remain open. */
    @Override
    public void close() {
        root.close();
    }
}
