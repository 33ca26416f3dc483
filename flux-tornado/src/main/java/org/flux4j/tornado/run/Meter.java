package org.flux4j.tornado.run;

import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.TornadoProfilerResult;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;

/**
 * Sums up what task graphs copy and compile, and how long they take. TornadoVM's profiler takes time and memory itself, so it runs
 * only where something is measured.
 */
public final class Meter {
    private final boolean measures;
    private long bytesIn;
    private long bytesOut;
    private long compileNanos;
    private long kernelNanos;
    private long copyNanos;

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
            kernelNanos += result.getDeviceKernelTime();
            copyNanos += result.getDeviceWriteTime() + result.getDeviceReadTime();
        }
    }

    /** Forgets what was measured. */
    public void restart() {
        bytesIn = 0;
        bytesOut = 0;
        compileNanos = 0;
        kernelNanos = 0;
        copyNanos = 0;
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

    /** Returns the time that kernels ran, in nanoseconds. */
    public long kernelNanos() {
        return kernelNanos;
    }

    /** Returns the time of the copies to and from the device, in nanoseconds. */
    public long copyNanos() {
        return copyNanos;
    }
}
