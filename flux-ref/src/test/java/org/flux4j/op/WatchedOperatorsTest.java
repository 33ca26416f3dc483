package org.flux4j.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.api.Test;

class WatchedOperatorsTest {
    private final List<String> calls = new ArrayList<>();

    /** Notes every call. */
    private final class Watcher extends WatchedOperators {
        Watcher(Operators operators) {
            super(operators);
        }

        @Override
        protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
            calls.add(String.join("/", scopes()) + ": " + name + " of " + arguments.size());
            return call.get();
        }
    }

    @Test
    void observesCallsInTheirScopes() {
        Operators ops = new Watcher(new RefOperators(1));
        try (Scope outer = ops.scope("transformer")) {
            ops.silu(Tensor.scalar(1));
            try (Scope inner = ops.scope("double_blocks.7")) {
                outer.keep(inner.keep(ops.add(Tensor.scalar(1), Tensor.scalar(2))));
            }
            ops.modulate(Tensor.zeros(1, 2), Tensor.zeros(2), Tensor.zeros(2), 1e-6f);
        }
        ops.split(Tensor.zeros(2, 3), 0, 1, 1);
        assertThat(calls)
                .containsExactly(
                        "transformer: silu of 1",
                        "transformer/double_blocks.7: add of 2",
                        "transformer: modulate of 4",
                        ": split of 3");
    }

    @Test
    void observesEveryRunOfARepeatedStep() {
        Operators ops = new Watcher(new RefOperators(1));
        Step step = ops.repeated(inputs -> ops.silu(inputs[0]));
        step.run(Tensor.scalar(1));
        step.run(Tensor.scalar(2));
        assertThat(calls).hasSize(2);
    }

    @Test
    void findsTheTensorsOfAnyResult() {
        Tensor a = Tensor.scalar(1);
        Tensor b = Tensor.scalar(2);
        assertThat(WatchedOperators.tensors(a)).containsExactly(a);
        assertThat(WatchedOperators.tensors(new Qkv(a, b, a))).containsExactly(a, b, a);
        assertThat(WatchedOperators.tensors(List.of(b, a))).containsExactly(b, a);
    }

    /** A composite that is not overridden would run its default, and so call other operators than its namesake. */
    @Test
    void forwardsEveryMethodToItsNamesake() throws ReflectiveOperationException {
        List<Method> forwarded = new ArrayList<>();
        Operators target = (Operators) Proxy.newProxyInstance(
                Operators.class.getClassLoader(), new Class<?>[] {Operators.class}, (proxy, method, arguments) -> {
                    forwarded.add(method);
                    return null;
                });
        List<Method> methods = Arrays.stream(Operators.class.getMethods())
                .filter(method -> !List.of("repeated", "byTokens").contains(method.getName()))
                .toList();
        assertThat(methods).hasSizeGreaterThan(30);
        for (Method method : methods) {
            forwarded.clear();
            calls.clear();
            call(new Watcher(target), method);
            assertThat(forwarded).containsExactly(method);
            boolean operator = !List.of("scope", "gradients", "close").contains(method.getName());
            assertThat(calls).hasSize(operator ? 1 : 0);
            if (operator) {
                assertThat(calls.getFirst().replace("_", ""))
                        .isEqualTo(
                                ": " + method.getName().toLowerCase(Locale.ROOT) + " of " + method.getParameterCount());
            }
        }
    }

    private static void call(Operators ops, Method method) throws IllegalAccessException, InvocationTargetException {
        Map<Class<?>, Object> values = Map.of(int.class, 0, float.class, 0f, String.class, "x");
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(values::get).toArray();
        method.invoke(ops, arguments);
    }
}
