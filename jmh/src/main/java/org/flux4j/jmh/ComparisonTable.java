package org.flux4j.jmh;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * A table in Markdown, with a row for each benchmark: the medians of times, and the medians of the ratios of
 * neighbouring rounds.
 */
final class ComparisonTable {
    private static final String NONE = "–";

    /** The libraries that compute in float32, by the labels of their results; the fastest of them is the baseline. */
    private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

    static {
        LIBRARIES.put("float32", "PyTorch");
        LIBRARIES.put("openblas", "OpenBLAS");
        LIBRARIES.put("onednn", "oneDNN");
    }

    private final PrintStream out;
    private final double peak;

    /**
     * Creates a table.
     *
     * @param out receives the table
     * @param peak the best speed of the machine, in GFLOP/s
     */
    ComparisonTable(PrintStream out, double peak) {
        this.out = out;
        this.peak = peak;
    }

    /** Prints the head of the table. */
    void head() {
        out.println();
        out.println(
                "| operator | shape | weights | ours, ms | GFLOP/s | of peak | PyTorch, ms | OpenBLAS, ms | oneDNN, ms "
                        + "| fastest of them | ratio | PyTorch bfloat16, ms | ratio |");
        out.println("|---|---|---|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|");
    }

    /**
     * Prints the row of a benchmark.
     *
     * @param benchmark a new instance, whose shape is set by this method
     * @param result the result of the benchmark
     */
    void row(ShapedBenchmark benchmark, RunResult result) throws ReflectiveOperationException {
        BenchmarkParams params = result.getParams();
        String shape = params.getParam("shape");
        benchmark.getClass().getField("shape").set(benchmark, shape);
        double[] ours = values(result, "");
        double gigaflops = benchmark.flops() / median(ours) / 1e9;
        boolean computes = gigaflops > 0;
        String fastest = fastest(result);
        row(
                benchmark.getClass().getSimpleName().replace("Benchmark", ""),
                shape.replace("x", "×"),
                params.getParamsKeys().contains("dtype") ? params.getParam("dtype") : NONE,
                milliseconds(ours),
                computes ? format("%.0f", gigaflops) : NONE,
                computes ? format("%.0f%%", 100 * gigaflops / peak) : NONE,
                milliseconds(theirs(result, "float32")),
                milliseconds(theirs(result, "openblas")),
                milliseconds(theirs(result, "onednn")),
                LIBRARIES.getOrDefault(fastest, NONE),
                ratio(theirs(result, fastest), ours),
                milliseconds(theirs(result, "bfloat16")),
                ratio(theirs(result, "bfloat16"), ours));
    }

    /** Returns the label of the library with the least median; empty if none was measured. */
    private static String fastest(RunResult result) {
        return LIBRARIES.keySet().stream()
                .filter(label -> theirs(result, label).length > 0)
                .min(Comparator.comparingDouble(label -> median(theirs(result, label))))
                .orElse("");
    }

    private static double[] theirs(RunResult result, String label) {
        return values(result, TorchRounds.PREFIX + label);
    }

    private void row(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
        out.flush();
    }

    /** Returns the time of a call in each iteration, in seconds; empty if there is no result of the given label. */
    private static double[] values(RunResult result, String label) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> find(iteration, label))
                .filter(found -> found != null)
                .mapToDouble(Result::getScore)
                .toArray();
    }

    private static Result<?> find(IterationResult iteration, String label) {
        return label.isEmpty()
                ? iteration.getPrimaryResult()
                : iteration.getSecondaryResults().get(label);
    }

    private static String milliseconds(double[] seconds) {
        return seconds.length == 0 ? NONE : format("%.4g", 1e3 * median(seconds));
    }

    /** Returns the median of theirs / ours: how many times faster ours is. */
    static String ratio(double[] theirs, double[] ours) {
        if (theirs.length != ours.length) {
            return NONE;
        }
        double[] ratios = new double[ours.length];
        Arrays.setAll(ratios, i -> theirs[i] / ours[i]);
        return format("%.2f", median(ratios));
    }

    /** Returns the median. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
