package org.flux4j.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.Planner;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.FluxPipeline;
import org.flux4j.pipeline.Listener;
import org.flux4j.pipeline.MemoryForecast;
import org.flux4j.pipeline.Model;
import org.junit.jupiter.api.Test;

class TornadoPlannerTest {
    private static final Path FOLDER = Path.of("..", "testdata", "tiny-random");
    private static final Resolution SIZE = new Resolution(128, 128);
    private static final int TEXT_TOKENS = 32;

    private final TornadoProvider provider = new TornadoProvider();
    private final Device device = provider.devices().getFirst();

    @Test
    void whatIsPredictedIsWhatADeviceHolds() {
        long before = DeviceMemory.used();
        AtomicLong held = new AtomicLong();
        try (Operators ops = provider.create(1)) {
            FluxPipeline.builder()
                    .operators(ops)
                    .model(FOLDER)
                    .prompt("a lake")
                    .size(SIZE)
                    .steps(2)
                    .textTokens(TEXT_TOKENS)
                    .seed(1)
                    .listener(new Listener() {
                        @Override
                        public void step(int number, int count, Supplier<Picture> preview) {
                            held.set(DeviceMemory.used() - before);
                        }
                    })
                    .build()
                    .run();
        }
        Planner planner = provider.planner(device, 1).orElseThrow();
        long predicted = new MemoryForecast(Model.open(FOLDER), planner)
                .stages(SIZE, List.of(), TEXT_TOKENS).stream()
                        .filter(stage -> stage.name().equals("denoising"))
                        .findFirst()
                        .orElseThrow()
                        .peak();
        assertThat(held.get()).isPositive();
        assertThat((double) predicted / held.get()).isBetween(0.9, 1.1);
        assertThat(planner.dataFlow())
                .anyMatch(line -> line.startsWith("  transformer/single_blocks.0: ") && line.contains("splitQkv"));
    }
}
