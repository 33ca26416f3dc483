package org.flux4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flux4j.contract.Data.tensor;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flux4j.contract.PoisoningOperators;
import org.flux4j.op.Gradients;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.api.Test;

class TapeTest {
    private static final Operators OPS = new RefOperators(1);

    private final Tape tape = new Tape(OPS, OPS.gradients());

    private static Tensor vector(float... values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    private static Weight weight(Shape shape, float... values) {
        return Weight.of(shape, values);
    }

    private Tensor watched(float... values) {
        Tensor x = vector(values);
        tape.watch(x);
        return x;
    }

    @Test
    void gradientsOfAllUsesAreAdded() {
        Tensor x = watched(2, 3);
        Tensor y = tape.add(tape.multiply(x, x), tape.affine(x, 5, 1)); // x² + 5x + 1
        tape.backward(y, vector(1, 10));
        assertThat(tape.gradient(x).data()).containsExactly(2 * 2 + 5, 10 * (2 * 3 + 5));
    }

    @Test
    void aReshapedTensorIsTheSame() {
        Tensor x = watched(1, 2, 3, 4, 5, 6);
        Tensor y = tape.add(tape.transpose(x.reshape(2, 3)).reshape(6), x);
        tape.backward(y.reshape(2, 3), Tensor.of(Shape.of(2, 3), 10, 20, 30, 40, 50, 60));
        Tensor gradient = tape.gradient(x.reshape(3, 2));
        assertThat(gradient.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(gradient.data()).containsExactly(10 + 10, 30 + 20, 50 + 30, 20 + 40, 40 + 50, 60 + 60);
    }

    @Test
    void aWeightUsedTwiceIsOneWeight() {
        Weight weight = weight(Shape.of(2, 1), 3, 5);
        float[] gradient = {100, 0};
        tape.train(weight, gradient);
        Tensor first = tape.linear(Tensor.of(Shape.of(1, 1), 2), weight, null);
        Tensor second = tape.linear(
                Tensor.of(Shape.of(1, 2), 7, 11), weight.named("other").reshape(1, 2), null);
        tape.seed(first, Tensor.of(Shape.of(1, 2), 1, 10));
        tape.seed(second, Tensor.of(Shape.of(1, 1), 1));
        tape.backward();
        assertThat(gradient).containsExactly(100 + 2 + 7, 20 + 11);
    }

    /** Going back twice, as over the samples of a batch, adds to what is there. */
    @Test
    void gradientsOfWeightsAccumulate() {
        Weight scale = weight(Shape.of(2), 1, 1);
        float[] gradient = new float[2];
        tape.train(scale, gradient);
        for (int sample = 0; sample < 2; sample++) {
            tape.backward(tape.rmsNorm(Tensor.of(Shape.of(1, 2), 1, 1), scale, 0), Tensor.of(Shape.of(1, 2), 1, 3));
        }
        assertThat(gradient).containsExactly(2, 6);
    }

    /** The gradient of a frozen weight is not computed, nor that of what comes before all trained weights. */
    @Test
    void onlyWhatIsNeededIsComputed() {
        List<String> computed = new ArrayList<>();
        Gradients noting = (Gradients) Proxy.newProxyInstance(
                Gradients.class.getClassLoader(), new Class<?>[] {Gradients.class}, (proxy, method, arguments) -> {
                    computed.add(method.getName());
                    return method.invoke(OPS.gradients(), arguments);
                });
        Weight trained = weight(Shape.of(1, 1), 2);
        Weight frozen = weight(Shape.of(1, 1), 3);
        float[] gradient = new float[1];
        try (Tape noted = new Tape(OPS, noting)) {
            noted.train(trained, gradient);
            Tensor x = noted.linear(noted.silu(Tensor.zeros(1, 1)), frozen, null);
            Tensor y = noted.linear(noted.linear(noted.affine(x, 1, 7), trained, null), frozen, null);
            noted.backward(y, Tensor.of(Shape.of(1, 1), 1));
        }
        assertThat(computed).containsExactly("linear", "addLinear");
        assertThat(gradient).containsExactly(3 * 7);
    }

    /** Closing, replacing and trimming release no tensor that a gradient is computed from, but all others. */
    @Test
    void scopesReleaseOnlyWhatNoGradientNeeds() {
        PoisoningOperators poisoning = new PoisoningOperators(OPS);
        Tensor x = vector(2, 3);
        try (Tape poisoned = new Tape(poisoning, OPS.gradients())) {
            poisoned.watch(x);
            Tensor y;
            Tensor sum;
            try (Scope outer = poisoned.scope("outer")) {
                Tensor h = poisoned.affine(x, 2, 0);
                try (Scope inner = poisoned.scope("inner")) {
                    h = outer.replace(h, inner.keep(poisoned.multiply(h, h)));
                }
                outer.trim();
                Tensor power = poisoned.multiply(h, h);
                sum = poisoned.add(power, power);
                y = outer.keep(poisoned.affine(sum, 0.5f, 0)); // (2x)⁴
            }
            assertThat(sum.data()).containsOnly(Float.NaN);
            assertThat(poisoning.poisoned()).isEqualTo(2);
            poisoned.backward(y, vector(1, 1));
            assertThat(poisoned.gradient(x).data()).containsExactly(64 * 8, 64 * 27);
        }
    }

    /** One gradient may be that of several tensors, and is released with the last of them. */
    @Test
    void aSharedGradientIsReleasedLast() {
        PoisoningOperators poisoning = new PoisoningOperators(OPS);
        Tensor x = vector(2, 3);
        try (Tape poisoned = new Tape(poisoning, OPS.gradients())) {
            poisoned.watch(x);
            Tensor twice = poisoned.affine(x, 2, 0);
            Tensor sum = poisoned.add(poisoned.add(twice, x), poisoned.add(x, twice)); // 6x
            poisoned.backward(poisoned.affine(sum, 10, 0), vector(1, 2));
            assertThat(poisoned.gradient(x).data()).containsExactly(60, 120);
            assertThat(poisoning.poisoned()).isPositive();
        }
    }

    /** The composites that are recorded as one call have the gradients of their definitions. */
    @Test
    void compositesOfOneCall() {
        Tensor x = tensor(1, 5, 7);
        Tensor shift = tensor(2, 7);
        Tensor scale = tensor(3, 7);
        Tensor update = tensor(4, 5, 7);
        Tensor[] got = gradients(
                tape -> tape.gatedAdd(tape.modulate(x, shift, scale, 0.1f), shift, update), x, shift, scale, update);
        Tensor[] want = gradients(
                tape -> {
                    Tensor normed = tape.layerNorm(x, null, null, 0.1f);
                    Tensor y = tape.add(tape.multiply(normed, tape.affine(scale, 1, 1)), shift);
                    return tape.add(y, tape.multiply(update, shift));
                },
                x,
                shift,
                scale,
                update);
        for (int i = 0; i < want.length; i++) {
            assertThat(got[i].data()).usingComparatorWithPrecision(1e-5f).containsExactly(want[i].data());
        }
    }

    private static Tensor[] gradients(Function<Tape, Tensor> forward, Tensor... of) {
        Tape tape = new Tape(OPS, OPS.gradients());
        Stream.of(of).forEach(tape::watch);
        Tensor y = forward.apply(tape);
        tape.backward(y, tensor(9, y.shape().toArray()));
        return Stream.of(of).map(tape::gradient).toArray(Tensor[]::new);
    }

    @Test
    void biasesOfAttentionAreConstants() {
        Tensor q = tensor(1, 1, 1, 2);
        Tensor bias = tensor(2, 1, 1, 1);
        tape.watch(bias);
        assertThatThrownBy(() -> tape.attention(q, q, q, 1, bias))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("attention: no gradient of the bias");
    }

    @Test
    void refusesWhatDoesNotFit() {
        Weight joined = Weight.join(weight(Shape.of(1), 1), weight(Shape.of(1), 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tape.train(joined, new float[2]))
                .withMessage("train: expected a weight of one part and 2 elements, found Weight[2][F32] of 2 parts");
        Tensor x = watched(1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tape.seed(x, vector(1)))
                .withMessage("tape: dy: expected shape [2], found [1]");
    }

    @Test
    void partsThatWereSplitAreConcatenated() {
        Tensor x = watched(1, 2, 3, 4);
        List<Tensor> parts = tape.split(x, 0, 1, 2, 1);
        Tensor y = tape.concat(tape.affine(parts.get(1), 2, 0), parts.get(0), 0);
        tape.backward(y, vector(10, 20, 30));
        assertThat(tape.gradient(x).data()).containsExactly(30, 20, 40, 0);
    }

    @Test
    void aSliceLeavesZerosAround() {
        Tensor x = watched(1, 2, 3, 4, 5, 6);
        Tensor y = tape.slice(x.reshape(2, 3), -1, 1, 2);
        tape.backward(y, Tensor.of(Shape.of(2, 1), 7, 8));
        assertThat(tape.gradient(x).data()).containsExactly(0, 7, 0, 0, 8, 0);
    }

    @Test
    void whatIsNotSeededHasNoGradient() {
        Tensor x = watched(1, 2);
        tape.silu(x);
        tape.backward();
        assertThat(tape.gradient(x).data()).containsExactly(0, 0);
    }
}
