package org.flux4j.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
    /** Each once, in this process: their arguments fit, and what they compute has passed its check. */
    @Test
    void allRun() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        TreeSet<String> families = new TreeSet<>();
        for (RunResult result : results) {
            families.add(result.getParams().getBenchmark().replaceAll("^.*\\.(\\w+)Benchmark\\..*$", "$1"));
        }
        assertThat(families)
                .containsExactly(
                        "Activation", "Arithmetic", "Attention", "Conv2d", "Layout", "Linear", "Norm", "Position");
    }
}
