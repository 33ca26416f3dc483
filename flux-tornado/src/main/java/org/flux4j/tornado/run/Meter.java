package org.flux4j.tornado.run;

import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.TornadoProfilerResult;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;

/**
 * Sums up what the graphs of recorded steps copy and compile. TornadoVM's profiler takes time and memory itself, so it runs
 * only where something is measured.
 */
public final class Meter {
    private final boolean measures;
    private long bytesIn;
    private long bytesOut;
    private long compileNanos;

    private Meter(boolean measures) {
        this.measures = measures;
    }

    /** Returns a meter that measures. */
    public static Meter measuring() {
        return new Meter(true);
    }

    /** Returns a meter that measures nothing, and costs nothing. */
    static Meter idle() {
        return new Meter(false);
    }

    void attach(TornadoExecutionPlan plan) {
        if (measures) {
            plan.withProfiler(ProfilerMode.SILENT);
        }
    }

    /** Adds up an execution, whose numbers TornadoVM overwrites with those of the next. */
    void add(TornadoExecutionResult execution) {
        if (measures) {
            TornadoProfilerResult result = execution.getProfilerResult();
            bytesIn += result.getTotalBytesCopyIn();
            bytesOut += result.getTotalBytesCopyOut();
            compileNanos += result.getCompileTime();
        }
    }

    /** Forgets what was measured. */
    public void restart() {
        bytesIn = 0;
        bytesOut = 0;
        compileNanos = 0;
    }

    /** Returns the bytes that were copied to the device. */
    public long bytesIn() {
        return bytesIn;
    }

    /** Returns the bytes that were copied from the device. */
    public long bytesOut() {
        return bytesOut;
    }

    /** Returns the time that kernels were compiled, in nanoseconds. */
    public long compileNanos() {
        return compileNanos;
    }
}
