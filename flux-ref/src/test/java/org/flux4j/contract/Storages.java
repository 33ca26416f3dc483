package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators leave their arguments alone, return tensors of their own, and take tensors from anywhere. */
public interface Storages extends Contract {
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.Cases#all")
    default void argumentsStayAsTheyAre(Case test) {
        List<Tensor> before = test.inputs().stream().map(Data::copy).toList();
        List<Tensor> own = new ArrayList<>();
        inScope(List.of(test.operator(), "multiply"), (ops, scope) -> {
            test.run(ops);
            test.run(ops, input -> added(own, copyOn(ops, input)));
            for (int i = 0; i < before.size(); i++) {
                Budget.EXACT.check(test + ", argument " + i, test.inputs().get(i), before.get(i));
                Budget.EXACT.check(test + ", argument " + i + " of the backend", own.get(i), before.get(i));
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.Cases#all")
    default void resultsAreNew(Case test) {
        List<Tensor> all = new ArrayList<>(test.inputs());
        inScope(List.of(test.operator(), "multiply"), (ops, scope) -> {
            all.addAll(test.run(ops));
            all.addAll(test.run(ops, input -> added(all, copyOn(ops, input))));
            assertThat(distinct(all, Tensor::storage)).isEqualTo(all.size());
            assertThat(distinct(all, Tensor::data)).isEqualTo(all.size());
        });
    }

    /** A result does not depend on memory of its arguments, even if its elements are theirs. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.Cases#all")
    default void resultsOutliveTheirArguments(Case test) {
        inScope(List.of(test.operator(), "multiply"), (ops, around) -> {
            List<Tensor> kept;
            try (Scope scope = ops.scope("inner")) {
                kept = test.run(ops, input -> copyOn(ops, input));
                kept.forEach(scope::keep);
            }
            test.inputs().forEach(input -> copyOn(ops, Data.filled(input.shape(), Float.NaN)));
            budget(test).check(test, kept, test.want());
        });
    }

    /** Elements are read through {@link Storage#elements}, which elsewhere than on the heap is a copy each time. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.Cases#small")
    default void anyStorageServesAsAnArgument(Case test) {
        inScope(List.of(test.operator()), (ops, scope) -> {
            List<Tensor> got = test.run(
                    ops, input -> Tensor.of(input.shape(), () -> input.data().clone()));
            budget(test).check(test, got, test.want());
        });
    }

    @Test
    default void aReshapedTensorSharesTheStorage() {
        Tensor x = Data.tensor(1, 6, 5);
        inScope(List.of("multiply", "transpose"), (ops, outer) -> {
            Tensor kept;
            try (Scope inner = ops.scope("inner")) {
                Tensor y = copyOn(ops, x);
                Tensor reshaped = y.reshape(5, 6);
                assertThat(reshaped.storage()).isSameAs(y.storage());
                Budget.EXACT.check("transposed", ops.transpose(reshaped), transposed(x.reshape(5, 6)));
                inner.keep(reshaped);
                kept = y;
            }
            copyOn(ops, Data.filled(x.shape(), Float.NaN));
            Budget.EXACT.check("kept", outer.keep(kept), x);
        });
    }

    private static Tensor transposed(Tensor x) {
        Tensor y = Tensor.zeros(x.dim(1), x.dim(0));
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = x.data()[i % x.dim(0) * x.dim(1) + i / x.dim(0)];
        }
        return y;
    }

    /** Returns a tensor of the backend with the elements of another. */
    private static Tensor copyOn(Operators ops, Tensor tensor) {
        return ops.multiply(tensor, Tensor.scalar(1));
    }

    private static int distinct(List<Tensor> tensors, Function<Tensor, Object> part) {
        IdentityHashMap<Object, Tensor> parts = new IdentityHashMap<>();
        tensors.forEach(tensor -> parts.put(part.apply(tensor), tensor));
        return parts.size();
    }

    private static Tensor added(List<Tensor> list, Tensor tensor) {
        list.add(tensor);
        return tensor;
    }
}
