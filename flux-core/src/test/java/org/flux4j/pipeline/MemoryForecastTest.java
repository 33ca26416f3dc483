package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.flux4j.BadInputException;
import org.flux4j.op.Device;
import org.flux4j.op.Planner;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.vector.VectorizedOperators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is forecast against the memory that the operators hold in real runs. */
class MemoryForecastTest {
    private static final Path TINY = Path.of("..", "testdata", "tiny-random");

    @ParameterizedTest
    @CsvSource({
        "144, 112, 192, 80, 64, 1, 0", // where the memory of a thread that gets no task would count
        "480, 352, 512, 320, 512, 2, 0",
        "272, 608, 0, 0, 384, 2, 0",
        "480, 352, 0, 0, 64, 2, 128"
    })
    void everyStageOfARun(
            int width, int height, int referenceWidth, int referenceHeight, int textTokens, int threads, int vaeTile) {
        Resolution size = new Resolution(width, height);
        Resolution reference = new Resolution(referenceWidth, referenceHeight);
        VectorizedOperators ops = new VectorizedOperators(threads);
        FluxPipelineBuilder builder = FluxPipeline.builder()
                .model(TINY)
                .prompt("a hat")
                .size(size)
                .textTokens(textTokens)
                .steps(3)
                .vaeTile(vaeTile)
                .operators(ops);
        boolean edit = referenceWidth > 0;
        if (edit) {
            builder.reference(Picture.black(20, 20)).referenceSize(reference);
        }
        List<String> names = new ArrayList<>();
        List<Long> peaks = new ArrayList<>();
        builder.listener(new Listener() {
                    @Override
                    public void stage(String what) {
                        names.add(what);
                        peaks.add(ops.peakBytes());
                        ops.restartPeak();
                    }
                })
                .build()
                .run();
        peaks.removeFirst(); // of what was before the first stage
        peaks.add(ops.peakBytes());

        List<MemoryForecast.Stage> stages =
                forecast(threads).stages(size, edit ? List.of(reference) : List.of(), textTokens, vaeTile);
        assertThat(stages).extracting(MemoryForecast.Stage::name).isEqualTo(names);
        for (int i = 0; i < stages.size(); i++) {
            assertThat(stages.get(i).peak()).as(names.get(i)).isCloseTo(peaks.get(i), Percentage.withPercentage(10));
        }
    }

    @Test
    void whatIsTooLargeIsSaid() {
        MemoryForecast forecast = forecast(1);
        assertThatThrownBy(() -> forecast.stages(new Resolution(32768, 32768), List.of(), 20))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "size 32768 × 32768: expected less: a tensor would have more elements than an array can have");
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingIsComputed() {
        Backend vector = Backend.of("vector", 2);
        Device small = new Device("cpu", 40 << 20, Optional.empty());
        FluxPipelineBuilder builder = TinyRuns.edit("tiny-random")
                .backend(new Backend(vector.provider(), small, vector.threads(), Optional.empty()));
        assertThat(builder.build().run().size()).isEqualTo(new Resolution(80, 64));
        assertThatThrownBy(builder.size(new Resolution(1024, 1024))::build)
                .isInstanceOf(BadInputException.class)
                .hasMessageMatching("memory: decoding the picture at 1024 × 1024 takes \\d+ MiB of Java heap, and there"
                        + " are 40 MiB: choose a smaller size, or let Java use more: JDK_JAVA_OPTIONS=-Xmx1g in the"
                        + " environment");
    }

    @Test
    void whatDoesNotFitAsAWholeIsDecodedInTiles() {
        Resolution size = new Resolution(768, 512);
        MemoryForecast forecast = forecast(2);
        long whole =
                MemoryForecast.largest(forecast.stages(size, List.of(), 20)).bytes();
        long tiles = MemoryForecast.largest(forecast.stages(size, List.of(), 20, 256))
                .bytes();
        assertThat(tiles).isLessThan(whole * 3 / 4);
        assertThat(forecast.vaeTile(size, List.of(), 20, null, whole + whole / 16 + (20 << 20)))
                .isZero();
        assertThat(forecast.vaeTile(size, List.of(), 20, null, whole + (14 << 20)))
                .isEqualTo(256);
        assertThatThrownBy(() -> forecast.vaeTile(size, List.of(), 20, 0, whole + (14 << 20)))
                .isInstanceOf(BadInputException.class);
    }

    private static MemoryForecast forecast(int threads) {
        Planner planner = Backend.of("vector", threads).planner().orElseThrow();
        return new MemoryForecast(Model.open(TINY), planner);
    }
}
