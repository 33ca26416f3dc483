package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.op.Gradients;
import org.flux4j.op.Operators;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.api.Test;

/** No operator is forgotten: a new one fails here until it has its cases. */
class CoverageTest {
    /** What is no operator; {@link Scopes} and {@link RepeatedSteps} are about the first two. */
    private static final Set<String> EXECUTION = Set.of("scope", "repeated", "gradients", "close");

    /** Operators that take any tensor and any number. */
    private static final Set<String> NEVER_WRONG = Set.of("silu", "geluTanh", "geluErf", "quickGelu", "affine");

    private final List<Method> called = new ArrayList<>();

    /** Notes the calls, and passes them on to the reference. */
    private final Operators noting = (Operators) Proxy.newProxyInstance(
            Operators.class.getClassLoader(), new Class<?>[] {Operators.class}, (proxy, method, arguments) -> {
                called.add(method);
                try {
                    return method.invoke(new RefOperators(2), arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });

    @Test
    void everyOperatorHasCases() {
        assertThat(operatorsOf(Cases.all())).isEqualTo(operators());
    }

    @Test
    void everyOperatorHasCasesWithEmptyAxes() {
        assertThat(operatorsOf(EmptyCases.all())).isEqualTo(operators());
    }

    @Test
    void everyGradientHasCases() {
        Set<String> methods =
                Arrays.stream(Gradients.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
        GradientCases.all().forEach(test -> assertThat(methods).contains(test.operator()));
        assertThat(GradientCases.all().map(Case::operator)).containsAll(methods);
    }

    @Test
    void everyOperatorOfTensorsHasSmallCases() {
        assertThat(operatorsOf(Cases.small()))
                .isEqualTo(operators().stream()
                        .filter(method -> !method.getName().equals("embedding"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyOperatorThatCanBeCalledWronglyIs() {
        WrongCalls.all()
                .forEach(test -> callsOne(
                        test.operator(),
                        ops -> assertThatIllegalArgumentException()
                                .isThrownBy(() -> test.call().accept(ops))));
        assertThat(Set.copyOf(called))
                .isEqualTo(operators().stream()
                        .filter(method -> !NEVER_WRONG.contains(method.getName()))
                        .collect(Collectors.toSet()));
    }

    /** Returns the operators that cases call, each of which calls the one that it names and no other. */
    private Set<Method> operatorsOf(Stream<Case> cases) {
        cases.forEach(test -> callsOne(test.operator(), test::run));
        return Set.copyOf(called);
    }

    private void callsOne(String operator, Consumer<Operators> call) {
        int before = called.size();
        call.accept(noting);
        assertThat(called.subList(before, called.size()))
                .extracting(Method::getName)
                .containsExactly(operator);
    }

    private static Set<Method> operators() {
        return Arrays.stream(Operators.class.getMethods())
                .filter(method -> !EXECUTION.contains(method.getName()))
                .collect(Collectors.toSet());
    }
}
