package org.flux4j.jmh;

import java.util.stream.Stream;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * The base class of benchmarks of an operator, a block or a run at the shapes of FLUX.1, which {@link Compare} compares
 * with PyTorch. Only a part of the result is checked, since the reference would take minutes for a whole one.
 */
public abstract class ShapedBenchmark extends OperatorBenchmark {
    private Scope outer;

    /** Makes the call that is measured, and returns its result. */
    abstract Object call();

    /**
     * Checks that a part of the result of {@link #ops} is what the reference computes.
     *
     * @throws IllegalStateException if it is not
     */
    abstract void check(Operators ref);

    /** Returns the number of floating-point operations of a call; 0 if its time is determined by memory. */
    abstract double flops();

    @Benchmark
    public Object time() {
        return scoped();
    }

    /**
     * Makes the call in a scope, inside another scope that remains open, so that memory is reused from call to call as
     * within a model.
     */
    Object scoped() {
        if (outer == null) {
            outer = ops.scope("all");
        }
        Scope scope = ops.scope("call");
        try {
            return call();
        } finally {
            scope.close();
        }
    }

    @Override
    void check() {
        ops = create(backend, threads);
        check(create("ref", threads));
        ops.close();
    }

    /** Returns the sizes in a shape such as {@code 768x3072}. */
    static int[] sizes(String shape) {
        return Stream.of(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    }
}
