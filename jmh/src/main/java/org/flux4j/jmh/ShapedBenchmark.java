package org.flux4j.jmh;

import java.util.stream.Stream;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * One operator, block or run at the shapes that FLUX.1 has. The reference would take minutes for a whole result, so it is
 * asked for a part of it. These are what {@link Compare} holds against PyTorch.
 */
public abstract class ShapedBenchmark extends OperatorBenchmark {
    private Scope around;

    /** The call that is measured. */
    abstract Object call();

    /** Throws unless part of what {@link #ops} computes is what the reference computes. */
    abstract void check(Operators ref);

    /** Multiplications and additions of a call; 0 where moving memory is the work. */
    abstract double flops();

    @Benchmark
    public Object time() {
        return scoped();
    }

    /** The call in a scope of its own, within one that stays: so it finds memory as in the midst of a model. */
    Object scoped() {
        if (around == null) {
            around = ops.scope("all");
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
    }

    /** The sizes that a shape such as {@code 768x3072} names. */
    static int[] sizes(String shape) {
        return Stream.of(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    }
}
