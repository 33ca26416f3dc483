package org.flux4j.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.flux4j.op.OperatorsProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
    /** Of what FLUX.1 has in sizes that take long. */
    private static final Map<String, String> SMALL_SHAPES = Map.ofEntries(
            Map.entry("Attention", "3x17x16"),
            Map.entry("Conv2d", "16x9x3x2"),
            Map.entry("DecoderStage", "64x6"),
            Map.entry("DoubleStreamBlock", "7x5x64x2"),
            Map.entry("GatedAdd", "7x33"),
            Map.entry("Gelu", "7x33"),
            Map.entry("GroupNormSilu", "64x5"),
            Map.entry("GroupNormSiluConv2d", "64x5"),
            Map.entry("Linear", "7x33x19"),
            Map.entry("LinearGelu", "7x33x19"),
            Map.entry("Modulate", "7x33"),
            Map.entry("SingleStreamBlock", "7x64x2"),
            Map.entry("SplitQkv", "7x3x16"),
            Map.entry("T5Layer", "7x64x4x96"),
            Map.entry("TinyEdit", "32x16x1"),
            Map.entry("TrainingStep", "32x1x1x1x2"));

    /** JMH runs once on a machine, for the sake of its timings; here nothing is timed. */
    @BeforeAll
    static void doNotWaitForOthers() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    /** Each once, on every backend, in this process: their arguments fit, and what they compute has passed its check. */
    @Test
    void allRun() throws Exception {
        Set<String> families = new TreeSet<>();
        for (Map.Entry<String, String> shaped : SMALL_SHAPES.entrySet()) {
            families.addAll(run(
                    options().include("\\." + shaped.getKey() + "Benchmark\\.").param("shape", shaped.getValue())));
        }
        ChainedOptionsBuilder others = options();
        SMALL_SHAPES.keySet().forEach(name -> others.exclude("\\." + name + "Benchmark\\."));
        families.addAll(run(others));

        assertThat(families).containsAll(SMALL_SHAPES.keySet());
        assertThat(families).contains("Activation", "Arithmetic", "FmaPeak", "Layout", "Norm", "Position");
        assertThat(families).hasSize(SMALL_SHAPES.size() + 6);
    }

    private static ChainedOptionsBuilder options() {
        String[] backends = OperatorsProvider.all().stream()
                .filter(OperatorsProvider::isAvailable)
                .map(OperatorsProvider::name)
                .toArray(String[]::new);
        return new OptionsBuilder()
                .param("backend", backends)
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static Set<String> run(ChainedOptionsBuilder options) throws Exception {
        Collection<RunResult> results = new Runner(options.build()).run();
        Set<String> families = new TreeSet<>();
        for (RunResult result : results) {
            families.add(result.getParams().getBenchmark().replaceAll("^.*\\.(\\w+)Benchmark\\..*$", "$1"));
        }
        return families;
    }
}
