package org.flux4j.jmh;

import java.io.File;
import java.util.Collection;
import java.util.List;
import org.flux4j.op.DeviceTimes;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A profiler that tells how long the kernels of a call run on a device, and how long the copies to and from it take:
 * {@code jmh/run Linear -p backend=tornado -prof org.flux4j.jmh.DeviceTimesProfiler}.
 */
public final class DeviceTimesProfiler implements InternalProfiler, ExternalProfiler {
    private static final double NANOS_PER_MILLI = 1e6;

    private long kernels;
    private long copies;

    @Override
    public String getDescription() {
        return "the time of kernels and of copies on a device";
    }

    @Override
    public Collection<String> addJVMOptions(BenchmarkParams params) {
        return List.of("-Dflux4j.device.times=true");
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (OperatorBenchmark.opened() instanceof DeviceTimes times) {
            kernels = times.kernelNanos();
            copies = times.copyNanos();
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (OperatorBenchmark.opened() instanceof DeviceTimes times) {
            long calls = result.getMetadata().getAllOps();
            return List.of(
                    milliseconds("kernels", times.kernelNanos() - kernels, calls),
                    milliseconds("copies", times.copyNanos() - copies, calls));
        }
        return List.of();
    }

    private static ScalarResult milliseconds(String label, long nanos, long calls) {
        return new ScalarResult(label, nanos / NANOS_PER_MILLI / calls, "ms/op", AggregationPolicy.AVG);
    }

    @Override
    public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
        return List.of();
    }

    @Override
    public void beforeTrial(BenchmarkParams benchmark) {
        // the fork measures
    }

    @Override
    public Collection<? extends Result<?>> afterTrial(
            BenchmarkResult result, long pid, File standardOutput, File standardError) {
        return List.of();
    }

    @Override
    public boolean allowPrintOut() {
        return true;
    }

    @Override
    public boolean allowPrintErr() {
        return true;
    }
}
