package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flux4j.ref.Numbers.random;
import static org.flux4j.ref.Numbers.weight;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;

/** Tests the properties that all operators share. */
class RefOperatorsTest {
    private static final Weight VECTOR = weight(5, 12);

    /** Applies each operator to a feature map of 5 channels and 7 × 12 pixels, or to its first channel as 7 tokens. */
    private static final Map<String, BiFunction<Operators, Tensor, Tensor>> CALLS = Map.ofEntries(
            Map.entry("linear", (ops, x) -> ops.linear(tokens(x), weight(1, 11, 12), weight(2, 11))),
            Map.entry("attention", (ops, x) -> ops.attention(x, x, x, 0.3f, random(1, 5, 7, 7))),
            Map.entry("conv2d", (ops, x) -> ops.conv2d(x, weight(1, 3, 5, 3, 3), weight(2, 3), 2, Padding.same(1))),
            Map.entry("layerNorm", (ops, x) -> ops.layerNorm(tokens(x), VECTOR, VECTOR, 1e-6f)),
            Map.entry("rmsNorm", (ops, x) -> ops.rmsNorm(x, VECTOR, 1e-6f)),
            Map.entry("groupNorm", (ops, x) -> ops.groupNorm(x, weight(1, 5), weight(2, 5), 5, 1e-6f)),
            Map.entry("silu", Operators::silu),
            Map.entry("geluTanh", Operators::geluTanh),
            Map.entry("geluErf", Operators::geluErf),
            Map.entry("quickGelu", Operators::quickGelu),
            Map.entry("softmax", Operators::softmax),
            Map.entry("timestepEmbedding", (ops, x) -> ops.timestepEmbedding(x.reshape(420), 9, 10000, 1000)),
            Map.entry("rope", (ops, x) -> ops.rope(x.reshape(140, 3), new int[] {2, 4, 6}, 10000)),
            Map.entry("applyRope", (ops, x) -> ops.applyRope(x, random(1, 7, 6, 2, 2))),
            Map.entry("embedding", (ops, x) -> ops.embedding(new int[] {6, 0, 6}, weight(tokens(x)))),
            Map.entry("add", (ops, x) -> ops.add(x, random(1, 12))),
            Map.entry("multiply", (ops, x) -> ops.multiply(x, random(1, 5, 7, 12))),
            Map.entry("affine", (ops, x) -> ops.affine(x, 3, -1)),
            Map.entry("concat", (ops, x) -> ops.concat(x, x, 1)),
            Map.entry("slice", (ops, x) -> ops.slice(x, 0, 0, 5)),
            Map.entry("transpose", (ops, x) -> ops.transpose(tokens(x))),
            Map.entry("splitHeads", (ops, x) -> ops.splitHeads(tokens(x), 1)),
            Map.entry("upsampleNearest", (ops, x) -> ops.upsampleNearest(x, 1)),
            Map.entry("pack", (ops, x) -> ops.pack(x.reshape(5, 14, 6))),
            Map.entry("unpack", (ops, x) -> ops.unpack(x.reshape(35, 12), 7, 5)));

    private static Tensor tokens(Tensor x) {
        return Slice.apply(x, 0, 0, 1).reshape(7, 12);
    }

    @Test
    void allAreHere() {
        assertThat(CALLS.keySet())
                .isEqualTo(Arrays.stream(Operators.class.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .map(Method::getName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void theBitsAreTheSameForAnyNumberOfThreads() {
        Tensor x = random(7, 5, 7, 12);
        CALLS.forEach((name, call) -> {
            int[] once = bits(call.apply(new RefOperators(1), x));
            assertThat(once).as(name).isNotEmpty();
            for (int threads : new int[] {2, 3, 8, 1000}) {
                int[] again = bits(call.apply(new RefOperators(threads), x));
                assertThat(again).as("%s on %s threads", name, threads).isEqualTo(once);
            }
        });
    }

    @Test
    void argumentsStayAsTheyAreAndResultsAreNew() {
        CALLS.forEach((name, call) -> {
            Tensor x = random(7, 5, 7, 12);
            Tensor y = call.apply(new RefOperators(2), x);
            assertThat(y.data()).as(name).isNotSameAs(x.data());
            assertThat(x.data()).as(name).isEqualTo(random(7, 5, 7, 12).data());
        });
    }

    private static int[] bits(Tensor tensor) {
        int[] bits = new int[tensor.data().length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(tensor.data()[i]));
        return bits;
    }
}
