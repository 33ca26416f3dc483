package org.flux4j.jmh;

import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.pipeline.Backend;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The base class of benchmarks. Before a benchmark is timed, the results of the backend are compared with those of the
 * reference.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public abstract class OperatorBenchmark {
    @Param("ref")
    public String backend;

    @Param("1")
    public int threads;

    private static Operators opened; // in this fork, which runs one benchmark

    /** The operators that the benchmarks call. */
    Operators ops;

    /** Returns the operators that are measured. */
    static Operators opened() {
        return opened;
    }

    /** Prepares the arguments of the calls. */
    abstract void prepare();

    /** Prepares and checks the benchmark, then opens the backend. */
    @Setup
    public void setup() throws ReflectiveOperationException {
        prepare();
        check();
        ops = create(backend, threads);
        opened = ops;
    }

    /** Closes the backend. */
    @TearDown
    public void close() {
        ops.close();
    }

    /**
     * Checks that the backend computes what the reference computes; by default, all elements of the results of all
     * benchmarks.
     *
     * @throws IllegalStateException if it does not
     */
    void check() throws ReflectiveOperationException {
        for (Method method : getClass().getMethods()) {
            if (method.isAnnotationPresent(Benchmark.class)) {
                Agreement.check(result(method, backend, threads), result(method, "ref", 1));
            }
        }
    }

    private Tensor result(Method benchmark, String name, int threads) throws ReflectiveOperationException {
        ops = create(name, threads);
        return (Tensor) benchmark.invoke(this);
    }

    /** Opens a backend. */
    static Operators create(String name, int threads) {
        return Backend.of(name, threads).open();
    }
}
