package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flux4j.contract.WrongCalls.WrongCall;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Scope;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;
import org.flux4j.op.WatchedOperators;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Every test of the contract fails for a backend that breaks what it is about. */
class BrokenBackendsTest {
    /** The reference, with one fault. */
    private static class Broken extends WatchedOperators {
        private final BiFunction<List<Object>, Tensor, Tensor> fault;

        /** @param fault returns what comes out, of the arguments and the right result */
        Broken(BiFunction<List<Object>, Tensor, Tensor> fault) {
            super(new RefOperators(1));
            this.fault = fault;
        }

        @Override
        @SuppressWarnings("unchecked") // a tensor in place of a tensor
        protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
            T result = call.get();
            boolean right = name.equals("multiply"); // with which tests make tensors of the backend
            return result instanceof Tensor y && !right ? (T) fault.apply(arguments, y) : result;
        }
    }

    private final Case sum = Case.of(
            "add", "", Budget.EXACT, (ops, x) -> ops.add(x[0], x[1]), Data.tensor(1, 2, 3), Data.tensor(2, 2, 3));
    private final Case whole =
            Case.of("slice", "", Budget.EXACT, (ops, x) -> ops.slice(x[0], 0, 0, 2), Data.tensor(1, 2, 3));

    @Test
    void anotherNumber() {
        AgreesWithReference contract = () -> broken((arguments, y) -> raised(y));
        assertFails(() -> contract.agrees(sum));
    }

    @Test
    void anElementThatIsNotWritten() {
        Map<Integer, float[]> memory = new HashMap<>();
        AgreesWithReference contract = () -> broken((arguments, y) -> {
            float[] again = memory.putIfAbsent(y.data().length, y.data());
            if (again == null) {
                return y;
            }
            System.arraycopy(y.data(), 0, again, 0, again.length - 1);
            return Tensor.of(y.shape(), again);
        });
        assertFails(() -> contract.agrees(sum));
    }

    @Test
    void anotherShape() {
        AgreesWithReference contract = () -> broken((arguments, y) -> Tensor.zeros(1, 0));
        Case empty = EmptyCases.all().findFirst().orElseThrow();
        assertFails(() -> contract.agreesOnEmptyAxes(empty));
    }

    @Test
    void operatorsThatAreLacking() {
        OperatorsProvider lacking = broken((arguments, y) -> {
            throw new UnsupportedOperationException("test");
        });
        AgreesWithReference unsaid = () -> lacking;
        assertThatThrownBy(() -> unsaid.agrees(sum)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> lackingAdd(lacking).agrees(sum))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("broken lacks add");
        assertFails(() -> lackingAdd(broken((arguments, y) -> y)).agrees(sum));
    }

    private static AgreesWithReference lackingAdd(OperatorsProvider provider) {
        return new AgreesWithReference() {
            @Override
            public OperatorsProvider provider() {
                return provider;
            }

            @Override
            public Set<String> lacks() {
                return Set.of("add");
            }
        };
    }

    @Test
    void bitsThatDependOnThreads() {
        SameBits contract = () -> provider(threads -> new Broken((arguments, y) -> threads == 3 ? raised(y) : y));
        assertFails(() -> contract.forAnyNumberOfThreads(sum));
    }

    @Test
    void bitsThatDependOnTheRun() {
        AtomicInteger runs = new AtomicInteger();
        SameBits contract = () -> broken((arguments, y) -> runs.incrementAndGet() == 3 ? raised(y) : y);
        assertFails(() -> contract.fromRunToRun(sum));
    }

    @Test
    void argumentsThatAreChanged() {
        Storages contract = () -> broken((arguments, y) -> {
            raised((Tensor) arguments.get(1));
            return y;
        });
        assertFails(() -> contract.argumentsStayAsTheyAre(sum));
    }

    @Test
    void resultsThatAreArguments() {
        Storages same = () -> broken((arguments, y) -> (Tensor) arguments.getFirst());
        assertFails(() -> same.resultsAreNew(whole));
        Storages sameArray = () -> broken(BrokenBackendsTest::view);
        assertFails(() -> sameArray.resultsAreNew(whole));
    }

    @Test
    void resultsThatDieWithTheirArguments() {
        Storages contract = () -> provider(threads -> new PoisoningOperators(new Broken(BrokenBackendsTest::view)));
        assertFails(() -> contract.resultsOutliveTheirArguments(whole));
    }

    @Test
    void elementsTakenForAnArrayThatStays() {
        Storages contract = () -> broken((arguments, y) -> {
            Tensor x = (Tensor) arguments.getFirst();
            List<Integer> arrays = Stream.generate(x::data)
                    .limit(2)
                    .map(System::identityHashCode)
                    .distinct()
                    .toList();
            return arrays.size() == 1 ? y : raised(y);
        });
        assertFails(() -> contract.anyStorageServesAsAnArgument(sum));
    }

    @Test
    void keptTensorsThatAreReleased() {
        OperatorsProvider provider = provider(threads -> new WithScopes(scope -> new PassedOn(scope) {
            @Override
            public Tensor keep(Tensor tensor) {
                return tensor;
            }
        }));
        Scopes scopes = () -> provider;
        Storages storages = () -> provider;
        assertFails(scopes::whatIsKeptThroughAllScopesLivesOn);
        assertFails(scopes::aLoopReplacesWhatItCarries);
        assertFails(() -> scopes.inAnyNesting(0));
        assertFails(storages::aReshapedTensorSharesTheStorage);
    }

    @Test
    void replacedTensorsOfOtherScopesThatAreReleased() {
        Scopes contract = () -> provider(threads -> new WithScopes(scope -> new PassedOn(scope) {
            @Override
            public Tensor replace(Tensor old, Tensor next) {
                Arrays.fill(old.data(), Float.NaN);
                return next;
            }
        }));
        assertFails(() -> contract.inAnyNesting(0));
    }

    @Test
    void scopesThatStayOpen() {
        AtomicInteger closed = new AtomicInteger();
        Scopes contract = () -> provider(threads -> new WithScopes(scope -> new PassedOn(scope) {
            @Override
            public void close() {
                if (closed.getAndIncrement() > 0) {
                    super.close();
                }
            }
        }));
        assertThatThrownBy(contract::anErrorInAScopeDoesNoHarm).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void scopesWhoseNamesMatter() {
        Scopes contract = () -> provider(threads -> new WithScopes(scope -> scope) {
            private final Set<String> names = new HashSet<>();

            @Override
            public Scope scope(String name) {
                if (!names.add(name)) {
                    throw new IllegalStateException(name);
                }
                return super.scope(name);
            }
        });
        assertThatThrownBy(contract::anyNameWillDo).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stepsThatReturnTheirFirstResult() {
        RepeatedSteps contract = () -> repeating(step -> new Step() {
            private Tensor first;

            @Override
            public Tensor run(Tensor... inputs) {
                first = first == null ? step.run(inputs) : first;
                return first;
            }
        });
        assertFails(contract::inputsChangeFromRunToRun);
        assertFails(contract::resultsBelongToTheScopeOfTheCall);
        assertFails(contract::tensorsTakeAnyWayThroughAStep);
    }

    @Test
    void stepsThatAreMixedUp() {
        List<Step> steps = new ArrayList<>();
        RepeatedSteps contract = () -> repeating(step -> {
            steps.add(step);
            return steps.getFirst();
        });
        assertFails(contract::stepsDoNotMix);
    }

    @Test
    void errorsThatSaySomethingElse() {
        ShapeErrors contract = () -> broken((arguments, y) -> y);
        Consumer<Operators> longer = ops -> {
            throw new IllegalArgumentException("add: b: expected\na line, found two");
        };
        Consumer<Operators> other = ops -> {
            throw new ArrayIndexOutOfBoundsException("add: b: expected 1, found 2");
        };
        for (Consumer<Operators> call : List.of(longer, other, ops -> {})) {
            assertFails(() -> contract.sayWhatDoesNotFit(new WrongCall("add", WrongCalls.ONE_LINE, call)));
        }
    }

    // ---- faults ----------------------------------------------------------------------------------------------------

    private static OperatorsProvider broken(BiFunction<List<Object>, Tensor, Tensor> fault) {
        return provider(threads -> new Broken(fault));
    }

    private static OperatorsProvider provider(IntFunction<Operators> open) {
        return new NamedProvider("broken", open);
    }

    private static OperatorsProvider repeating(UnaryOperator<Step> fault) {
        return provider(threads -> new Broken((arguments, y) -> y) {
            @Override
            public Step repeated(Step step) {
                return fault.apply(step);
            }
        });
    }

    /** The reference with poisoned memory, and scopes with a fault. */
    private static class WithScopes extends WatchedOperators {
        private final UnaryOperator<Scope> fault;

        WithScopes(UnaryOperator<Scope> fault) {
            super(new PoisoningOperators(new RefOperators(1)));
            this.fault = fault;
        }

        @Override
        protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
            return call.get();
        }

        @Override
        public Scope scope(String name) {
            return fault.apply(super.scope(name));
        }
    }

    /** A scope that passes every call on to another. */
    private static class PassedOn implements Scope {
        private final Scope scope;

        PassedOn(Scope scope) {
            this.scope = scope;
        }

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
            scope.close();
        }
    }

    private static void assertFails(ThrowingCallable test) {
        assertThatThrownBy(test).isInstanceOf(AssertionError.class);
    }

    /** Returns the same tensor, whose last element is now a little larger. */
    private static Tensor raised(Tensor tensor) {
        float[] data = tensor.data();
        data[data.length - 1] = Math.nextUp(data[data.length - 1]);
        return tensor;
    }

    /** Returns another storage with the array of the first argument. */
    private static Tensor view(List<Object> arguments, Tensor result) {
        return Tensor.of(result.shape(), ((Tensor) arguments.getFirst()).data());
    }
}
