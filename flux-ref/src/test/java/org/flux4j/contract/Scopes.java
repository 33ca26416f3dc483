package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors live as long as their scopes say, and no shorter. */
public interface Scopes extends Contract {
    /** Programs that open and close scopes, keep, replace and trim at random. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    default void inAnyNesting(long seed) {
        try (Operators ops = open(2, "add", "multiply")) {
            new RandomProgram(ops, seed).run(400);
        }
    }

    @Test
    default void whatIsKeptThroughAllScopesLivesOn() {
        Tensor x = Data.tensor(1, 3, 7);
        Tensor nan = Data.filled(x.shape(), Float.NaN);
        try (Operators ops = open(2, "add")) {
            Tensor kept;
            try (Scope outer = ops.scope("outer");
                    Scope middle = ops.scope("middle");
                    Scope inner = ops.scope("inner")) {
                kept = outer.keep(middle.keep(inner.keep(ops.add(x, x))));
            }
            Tensor outside = ops.add(x, x);
            for (int i = 0; i < 3; i++) {
                try (Scope later = ops.scope("later")) {
                    later.keep(ops.add(nan, nan));
                    ops.add(nan, nan);
                }
            }
            ops.add(nan, nan);
            Budget.EXACT.check("kept", kept, twice(x));
            Budget.EXACT.check("made outside of scopes", outside, twice(x));
        }
    }

    /** As in a denoising loop. */
    @Test
    default void aLoopReplacesWhatItCarries() {
        try (Operators ops = open(2, "add")) {
            Tensor sum = Tensor.scalar(0);
            try (Scope loop = ops.scope("loop")) {
                for (int i = 1; i <= 100; i++) {
                    try (Scope step = ops.scope("step." + i)) {
                        Tensor next = ops.add(sum, Tensor.scalar(i));
                        sum = loop.replace(sum, step.keep(next));
                    }
                }
                loop.keep(sum);
            }
            Budget.EXACT.check("sum", sum, Tensor.scalar(5050));
        }
    }

    /** Scopes are named by paths that repeat; names do not matter to results. */
    @Test
    default void anyNameWillDo() {
        Tensor x = Data.tensor(1, 5);
        try (Operators ops = open(1, "add")) {
            for (String name : new String[] {"", "double_blocks.7", "double_blocks.7", "a/b ç\n"}) {
                try (Scope outer = ops.scope(name);
                        Scope inner = ops.scope(name)) {
                    Budget.EXACT.check(name, outer.keep(inner.keep(ops.add(x, x))), twice(x));
                }
            }
        }
    }

    @Test
    default void anErrorInAScopeDoesNoHarm() {
        Tensor x = Data.tensor(1, 5);
        try (Operators ops = open(1, "add");
                Scope outer = ops.scope("outer")) {
            Tensor before = ops.add(x, x);
            assertThatIllegalArgumentException().isThrownBy(() -> {
                try (Scope inner = ops.scope("inner")) {
                    inner.keep(ops.add(before, Tensor.zeros(4)));
                }
            });
            Budget.EXACT.check("before", outer.keep(before), twice(x));
            Budget.EXACT.check("after", ops.add(x, x), twice(x));
        }
    }

    private static Tensor twice(Tensor x) {
        float[] sums = x.data().clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += sums[i];
        }
        return Tensor.of(x.shape(), sums);
    }
}
