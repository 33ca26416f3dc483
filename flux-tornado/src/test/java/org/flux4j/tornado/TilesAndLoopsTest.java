package org.flux4j.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Devices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kernel in tiles, and every fused one, computes what the loop-parallel kernels compute. */
class TilesAndLoopsTest {
    private static final float EPS = 1e-6f;

    private static Operators tiles;
    private static Operators loops;

    /** A call of an operator. */
    private record Call(String operator, Function<Operators, Object> call) {}

    /** Sizes are such that the last tile or group is not full. */
    private static final List<Call> CALLS = List.of(
            new Call("linear", ops -> ops.linear(random(65, 17), weight(67, 17), weight(67))),
            new Call("linear", ops -> ops.linear(random(16, 130), weight(3, 130), null)),
            new Call("linear", ops -> ops.linear(random(130, 48), half(64, 48), null)),
            new Call("linearGelu", ops -> ops.linearGelu(random(70, 33), weight(129, 33), weight(129))),
            new Call(
                    "attention",
                    ops -> ops.attention(random(2, 65, 12), random(2, 35, 12), other(2, 35, 12), 0.3f, null)),
            new Call("attention", ops -> {
                return ops.attention(random(3, 7, 128), random(3, 19, 128), other(3, 19, 128), 0.1f, random(1, 7, 19));
            }),
            new Call(
                    "attention",
                    ops -> ops.attention(random(2, 9, 8), random(2, 16, 8), other(2, 16, 8), 1, random(2, 9, 16))),
            new Call(
                    "conv2d", ops -> ops.conv2d(random(5, 11, 9), weight(67, 5, 3, 3), weight(67), 1, Padding.same(1))),
            new Call("conv2d", ops -> {
                return ops.conv2d(random(17, 10, 13), weight(16, 17, 3, 3), null, 2, new Padding(0, 0, 1, 1));
            }),
            new Call("conv2d", ops -> ops.conv2d(random(3, 9, 8), weight(20, 3, 1, 1), null, 1, Padding.same(0))),
            new Call("layerNorm", ops -> ops.layerNorm(random(5, 200), weight(200), otherWeight(200), EPS)),
            new Call("layerNorm", ops -> ops.layerNorm(random(3, 64), null, null, EPS)),
            new Call("rmsNorm", ops -> ops.rmsNorm(random(2, 7, 130), weight(130), EPS)),
            new Call("groupNorm", ops -> ops.groupNorm(random(6, 5, 7), weight(6), otherWeight(6), 3, EPS)),
            new Call("groupNorm", ops -> ops.groupNorm(random(4, 67, 71), weight(4), otherWeight(4), 2, EPS)),
            new Call("groupNormSilu", ops -> ops.groupNormSilu(random(4, 67, 71), weight(4), otherWeight(4), 2, EPS)),
            new Call("modulate", ops -> ops.modulate(random(9, 131), random(131), other(131), EPS)),
            new Call("gatedAdd", ops -> ops.gatedAdd(random(9, 31), random(31), other(9, 31))),
            new Call(
                    "splitQkv",
                    ops -> ops.splitQkv(random(7, 144), 3, weight(16), otherWeight(16), random(7, 8, 2, 2), EPS)),
            new Call(
                    "splitQkv",
                    ops -> ops.splitQkv(random(5, 816), 2, weight(136), otherWeight(136), random(5, 68, 2, 2), EPS)));

    @BeforeAll
    static void open() {
        tiles = new TornadoOperators(Devices.open(Devices.all().getFirst()));
        loops = new LoopOperators(Devices.open(Devices.all().getFirst()));
    }

    @AfterAll
    static void close() {
        tiles.close();
        loops.close();
    }

    @TestFactory
    Stream<DynamicTest> agree() {
        return CALLS.stream()
                .map(call -> DynamicTest.dynamicTest(
                        call.operator(),
                        () -> compare(call.call().apply(tiles), call.call().apply(loops))));
    }

    @Test
    void noOperatorIsForgotten() {
        Set<String> overridden = Arrays.stream(TornadoOperators.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
                .map(Method::getName)
                .collect(Collectors.toSet());
        assertThat(CALLS).extracting(Call::operator).containsAll(overridden);
    }

    private static void compare(Object found, Object expected) {
        if (expected instanceof Qkv qkv) {
            compare(((Qkv) found).q(), qkv.q());
            compare(((Qkv) found).k(), qkv.k());
            compare(((Qkv) found).v(), qkv.v());
            return;
        }
        Tensor want = (Tensor) expected;
        Tensor got = (Tensor) found;
        assertThat(got.shape()).isEqualTo(want.shape());
        assertThat(want.data()).isNotEmpty();
        for (int i = 0; i < want.data().length; i++) {
            assertThat(got.data()[i]).isCloseTo(want.data()[i], within(1e-5f * (1 + Math.abs(want.data()[i]))));
        }
    }

    private static Tensor random(int... shape) {
        return random(1, shape);
    }

    /** Returns another tensor of that shape. */
    private static Tensor other(int... shape) {
        return random(2, shape);
    }

    private static Tensor random(long seed, int[] shape) {
        Tensor tensor = Tensor.zeros(shape);
        Random random = new Random(seed);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = 0.5f + (float) random.nextGaussian();
        }
        return tensor;
    }

    private static Weight weight(int... shape) {
        return Weight.of(Shape.of(shape), random(shape).data());
    }

    private static Weight otherWeight(int... shape) {
        return Weight.of(Shape.of(shape), other(shape).data());
    }

    /** Returns a weight in bfloat16, which is widened on the device. */
    private static Weight half(int... shape) {
        short[] bits = new short[Math.toIntExact(Shape.of(shape).count())];
        float[] values = random(shape).data();
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (short) (Float.floatToRawIntBits(values[i]) >>> Short.SIZE);
        }
        return Weight.of(Shape.of(shape), DType.BF16, MemorySegment.ofArray(bits));
    }
}
