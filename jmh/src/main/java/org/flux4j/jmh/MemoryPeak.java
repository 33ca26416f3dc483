package org.flux4j.jmh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flux4j.op.Planner;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.Backend;
import org.flux4j.pipeline.FluxPipeline;
import org.flux4j.pipeline.Listener;
import org.flux4j.pipeline.MemoryForecast;
import org.flux4j.pipeline.Model;
import org.flux4j.vector.VectorizedOperators;

/**
 * {@code jmh/memory}: compares, for each stage of edits with the tiny model, the memory that {@code flux inspect}
 * predicts with the memory that is measured: the bytes that the backend held, and the live bytes on the heap that were
 * not there before the run.
 */
public final class MemoryPeak {
    private static final Path TINY = Path.of("..", "testdata", "tiny-random");
    private static final int STEPS = 2;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private MemoryPeak() {}

    /** Prints the table. */
    public static void main(String[] args) {
        edit(new Resolution(144, 112), 64); // loads classes, which remain loaded
        System.out.println(Machine.describe(THREADS));
        System.out.println();
        System.out.println("| edit | stage | predicted | held by the backend | off by | alive on the heap | off by |");
        System.out.println("|---|---|--:|--:|--:|--:|--:|");
        print(new Resolution(144, 112), 64);
        print(new Resolution(512, 512), 512);
        print(new Resolution(1024, 1024), 512);
    }

    /**
     * The peaks of a run, in bytes. The first entry is for the time before the first stage.
     *
     * @param held the bytes held by the backend
     * @param alive the live bytes on the heap
     */
    private record Peaks(List<Long> held, List<Long> alive) {}

    private static Peaks edit(Resolution size, int textTokens) {
        VectorizedOperators ops = new VectorizedOperators(THREADS);
        List<Long> held = new ArrayList<>();
        List<Long> alive = new ArrayList<>();
        Picture reference = Picture.black(size.width(), size.height());
        long before = LiveHeap.now();
        try (LiveHeap heap = new LiveHeap()) {
            FluxPipeline.builder()
                    .model(TINY)
                    .prompt("a hat")
                    .reference(reference)
                    .referenceSize(size)
                    .size(size)
                    .steps(STEPS)
                    .textTokens(textTokens)
                    .operators(ops)
                    .listener(new Listener() {
                        @Override
                        public void stage(String what) {
                            held.add(ops.peakBytes());
                            ops.restartPeak();
                            alive.add(heap.restart());
                        }
                    })
                    .build()
                    .run();
            held.add(ops.peakBytes());
            alive.add(heap.restart());
        }
        alive.replaceAll(bytes -> bytes - before);
        return new Peaks(held, alive);
    }

    private static void print(Resolution size, int textTokens) {
        List<MemoryForecast.Stage> predicted = forecast().stages(size, List.of(size), textTokens);
        Peaks peaks = edit(size, textTokens);
        for (int i = 0; i < predicted.size(); i++) {
            MemoryForecast.Stage stage = predicted.get(i);
            row(
                    size,
                    stage,
                    stage.given() + peaks.held().get(i + 1),
                    peaks.alive().get(i + 1));
        }
    }

    private static MemoryForecast forecast() {
        Planner planner = Backend.of(Backend.DEFAULT, THREADS).planner().orElseThrow();
        return new MemoryForecast(Model.open(TINY), planner);
    }

    private static void row(Resolution size, MemoryForecast.Stage stage, long held, long alive) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,d | %,d | %+.1f%% | %,d | %+.1f%% |%n",
                size,
                stage.name(),
                stage.bytes(),
                held,
                off(stage, held),
                alive,
                off(stage, alive));
    }

    private static double off(MemoryForecast.Stage stage, long measured) {
        return 100.0 * (stage.bytes() - measured) / measured;
    }
}
