package org.flux4j.contract;

import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads split the results, never a sum: the bits are the same for any number of threads, and from run to run. */
public interface SameBits extends Contract {
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.Cases#all")
    default void forAnyNumberOfThreads(Case test) {
        List<Tensor> want = run(test, 1);
        for (int threads : new int[] {2, 3, 7}) {
            Budget.EXACT.check(test + ", " + threads + " threads", run(test, threads), want);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.Cases#all")
    default void fromRunToRun(Case test) {
        List<Tensor> want = run(test, 2);
        inScope(List.of(test.operator()), (ops, scope) -> {
            for (int run = 0; run < 3; run++) {
                Budget.EXACT.check(test + ", run " + run, test.run(ops), want);
            }
        });
    }

    private List<Tensor> run(Case test, int threads) {
        try (Operators ops = open(threads, test.operator())) {
            return test.run(ops).stream().map(Data::copy).toList();
        }
    }
}
