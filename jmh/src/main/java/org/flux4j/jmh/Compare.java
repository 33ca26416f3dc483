package org.flux4j.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code jmh/compare}: compares a backend with PyTorch. Both are measured alternately, on the same shapes and the same
 * number of threads, and the times are printed as one table.
 */
@Command(
        name = "jmh/compare",
        description =
                "Measures ours and PyTorch alternately, on the same shapes and the same number of threads, and prints "
                        + "a table in Markdown.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class Compare implements Callable<Integer> {
    private static final int WARMUPS = 4;
    private static final String LOG = "target/compare.log";

    /** The benchmarks, in the order of the table. */
    private static final List<Class<? extends ShapedBenchmark>> BENCHMARKS = List.of(
            LinearBenchmark.class,
            AttentionBenchmark.class,
            Conv2dBenchmark.class,
            ModulateBenchmark.class,
            SplitQkvBenchmark.class,
            GeluBenchmark.class,
            LinearGeluBenchmark.class,
            GatedAddBenchmark.class,
            GroupNormSiluBenchmark.class,
            GroupNormSiluConv2dBenchmark.class,
            DoubleStreamBlockBenchmark.class,
            SingleStreamBlockBenchmark.class,
            DecoderStageBenchmark.class,
            T5LayerBenchmark.class,
            TinyEditBenchmark.class);

    @Option(names = "--only", paramLabel = "REGEX", description = "Only benchmarks whose names match, such as Linear.")
    private Pattern only = Pattern.compile("");

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUES",
            description = "Only these values of a parameter, such as -p shape=768x3072x3072 -p dtype=F32.")
    private Map<String, String> params = new HashMap<>();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "Measured rounds, after " + WARMUPS + " of warm-up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--milliseconds",
            paramLabel = "MS",
            defaultValue = "400",
            description = "Length of a round, which is at least one call (default: ${DEFAULT-VALUE}).")
    private int milliseconds;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of either side (default: all cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "vector",
            description = "The backend that is ours (default: ${DEFAULT-VALUE}).")
    private String backend;

    @Option(
            names = "--python",
            paramLabel = "COMMAND",
            defaultValue = "python3",
            description =
                    "A Python with PyTorch (default: ${DEFAULT-VALUE}). With black-forest-labs/flux on PYTHONPATH, "
                            + "its blocks are measured; otherwise equal ones of ours.")
    private String python;

    /** Runs the comparison, and exits. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Compare());
        line.setExecutionExceptionHandler((e, failed, result) -> {
            System.err.println("jmh/compare: " + e.getMessage() + " (jmh/" + LOG + " tells more)");
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        out.println(Machine.describe(threads));
        double peak = peak();
        out.printf(Locale.ROOT, "FMA peak: %.0f GFLOP/s%n", peak);
        try (PyTorch torch = pyTorch()) {
            out.println(torch == null ? "PyTorch is left out" : torch.description());
            measure(new ComparisonTable(out, peak), torch);
        }
        return 0;
    }

    /** Starts PyTorch. Returns {@code null} if that fails, after printing the reason. */
    private PyTorch pyTorch() {
        try {
            return PyTorch.start(python, threads);
        } catch (IOException e) {
            System.err.println("jmh/compare: " + e.getMessage());
            return null;
        }
    }

    /** Measures the best speed of all threads together, in GFLOP/s. */
    private double peak() throws RunnerException {
        RunResult result =
                new Runner(options(FmaPeakBenchmark.class).threads(threads).build()).runSingle();
        double seconds = result.getPrimaryResult().getStatistics().getMin();
        return threads * FmaPeakBenchmark.FLOPS / seconds / 1e9;
    }

    /**
     * Runs the benchmarks that are selected.
     *
     * @param torch {@code null} for none
     */
    private void measure(ComparisonTable table, PyTorch torch) throws RunnerException, ReflectiveOperationException {
        table.head();
        for (Class<? extends ShapedBenchmark> benchmark : BENCHMARKS) {
            if (!only.matcher(benchmark.getSimpleName()).find()) {
                continue;
            }
            ChainedOptionsBuilder options =
                    options(benchmark).param("backend", backend).param("threads", Integer.toString(threads));
            params.forEach((name, values) -> options.param(name, values.split(",")));
            if (torch != null) {
                options.addProfiler(TorchRounds.class, torch.socket().toString());
            }
            for (RunResult result : new Runner(options.build()).run()) {
                table.row(benchmark.getDeclaredConstructor().newInstance(), result);
            }
        }
    }

    private ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include("\\." + benchmark.getSimpleName() + "\\.")
                .output(LOG)
                .shouldFailOnError(true)
                .forks(1)
                .timeUnit(TimeUnit.SECONDS)
                .warmupIterations(WARMUPS)
                .warmupTime(TimeValue.milliseconds(milliseconds))
                .measurementIterations(rounds)
                .measurementTime(TimeValue.milliseconds(milliseconds));
    }
}
