package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.data.Percentage;
import org.flux4j.op.Heads;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

/** The estimates against a count of the tensors that the blocks really make. */
class ActivationMemoryTest {
    private static final int TEXT = 80;
    private static final int IMAGE = 160;
    /** The vectors that are not counted, 6·C of the modulation above all. */
    private static final Percentage VECTORS = Percentage.withPercentage(1);

    @Test
    void singleBlock() {
        FluxParams params = transformer(4);
        long made = count(ops -> new SingleStreamBlock(params, new InventedWeights(1))
                .forward(ops, Tensor.zeros(TEXT + IMAGE, 24), Tensor.zeros(24), pe()));
        assertThat(ActivationMemory.transformer(params, TEXT + IMAGE)).isCloseTo(made + given(), VECTORS);
    }

    @Test
    void doubleBlock() {
        FluxParams params = transformer(1);
        long made = count(ops -> new DoubleStreamBlock(params, new InventedWeights(1))
                .forward(ops, Tensor.zeros(IMAGE, 24), Tensor.zeros(TEXT, 24), Tensor.zeros(24), pe()));
        assertThat(ActivationMemory.transformer(params, TEXT + IMAGE)).isCloseTo(made + given(), VECTORS);
    }

    @Test
    void residualBlocksOfTheFinestLevel() {
        AutoEncoderParams params = new AutoEncoderParams(16, 3, 4, 3, List.of(1, 3), 1, 2, 1, 1, 2);
        long made =
                count(ops -> new ResnetBlock(12, 4, 2, new InventedWeights(1)).forward(ops, Tensor.zeros(12, 6, 10)));
        assertThat(ActivationMemory.decoder(params, 60)).isEqualTo(made + Float.BYTES * 12 * 60);

        made = count(ops -> new ResnetBlock(4, 4, 2, new InventedWeights(1)).forward(ops, Tensor.zeros(4, 6, 10)));
        assertThat(ActivationMemory.encoder(params, 60)).isEqualTo(made + Float.BYTES * 4 * 60);
    }

    @Test
    void aCoarserLevelMayTakeMost() {
        AutoEncoderParams params = new AutoEncoderParams(16, 3, 4, 3, List.of(1, 8, 8), 1, 2, 1, 1, 2);
        long made = count(ops -> new ResnetBlock(4, 32, 2, new InventedWeights(1)).forward(ops, Tensor.zeros(4, 3, 5)));
        assertThat(ActivationMemory.encoder(params, 60)).isEqualTo(made + Float.BYTES * 4 * 15);
    }

    /** One token's hidden state, and pe. */
    private static long given() {
        return Float.BYTES * (TEXT + IMAGE) * (24L + 2 * 12);
    }

    private static Tensor pe() {
        return Tensor.zeros(TEXT + IMAGE, 6, 2, 2);
    }

    private static FluxParams transformer(double mlpRatio) {
        return new FluxParams(4, 4, 4, 4, 24, mlpRatio, 2, 1, 1, List.of(2, 4, 6), 10_000, true, true);
    }

    /** The bytes of all tensors that operators make, those inside composites too; what shares its data counts once. */
    private static long count(Consumer<Operators> run) {
        OperatorsProvider ref = OperatorsProvider.all().stream()
                .filter(provider -> provider.name().equals("ref"))
                .findAny()
                .orElseThrow();
        Operators operators = ref.create(1);
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        InvocationHandler counting = (proxy, method, args) -> {
            Object result = method.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, method, args)
                    : method.invoke(operators, args);
            if (result instanceof Tensor tensor) {
                arrays.add(tensor.data());
            } else if (result instanceof Heads heads) {
                List.of(heads.q(), heads.k(), heads.v()).forEach(tensor -> arrays.add(tensor.data()));
            }
            return result;
        };
        run.accept((Operators)
                Proxy.newProxyInstance(Operators.class.getClassLoader(), new Class<?>[] {Operators.class}, counting));
        return Float.BYTES * arrays.stream().mapToLong(array -> array.length).sum();
    }
}
