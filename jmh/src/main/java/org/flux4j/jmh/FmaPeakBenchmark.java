package org.flux4j.jmh;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A benchmark of the peak speed of fused multiply-adds: twelve independent sums, which are kept in registers. They are
 * enough to hide the latency of the FMA units of a core, and few enough for sixteen registers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FmaPeakBenchmark {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int SUMS = 12;
    private static final int STEPS = 1 << 16;

    /** The number of floating-point operations of a call. */
    static final double FLOPS = 2.0 * SUMS * LANES.length() * STEPS;

    // not final, so that the compiler does not treat them as constants
    private float factor = 0.5f;
    private float term = 1;

    @Benchmark
    public float fma() {
        FloatVector f = FloatVector.broadcast(LANES, factor);
        FloatVector t = FloatVector.broadcast(LANES, term);
        FloatVector s0 = t.add(0);
        FloatVector s1 = t.add(1);
        FloatVector s2 = t.add(2);
        FloatVector s3 = t.add(3);
        FloatVector s4 = t.add(4);
        FloatVector s5 = t.add(5);
        FloatVector s6 = t.add(6);
        FloatVector s7 = t.add(7);
        FloatVector s8 = t.add(8);
        FloatVector s9 = t.add(9);
        FloatVector s10 = t.add(10);
        FloatVector s11 = t.add(11);
        for (int i = 0; i < STEPS; i++) {
            s0 = s0.fma(f, t);
            s1 = s1.fma(f, t);
            s2 = s2.fma(f, t);
            s3 = s3.fma(f, t);
            s4 = s4.fma(f, t);
            s5 = s5.fma(f, t);
            s6 = s6.fma(f, t);
            s7 = s7.fma(f, t);
            s8 = s8.fma(f, t);
            s9 = s9.fma(f, t);
            s10 = s10.fma(f, t);
            s11 = s11.fma(f, t);
        }
        FloatVector low = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
        FloatVector high = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }
}
