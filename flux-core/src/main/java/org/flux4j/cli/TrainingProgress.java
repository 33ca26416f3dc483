package org.flux4j.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints the progress of training: now and then a line with the loss, pictures per second, and the time left. */
final class TrainingProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** The losses whose mean is printed. */
    private static final int WINDOW = 50;

    private final PrintWriter err;
    private final int steps;
    private final int batch;
    private final int first;
    private final long start = System.nanoTime();
    private long printed = start;

    /**
     * Begins to measure.
     *
     * @param first the number of steps that were done before
     */
    TrainingProgress(PrintWriter err, int steps, int batch, int first) {
        this.err = err;
        this.steps = steps;
        this.batch = batch;
        this.first = first;
    }

    /** Prints a line if the last one is some time ago, or if this is the first or the last step. */
    void stepped(List<Float> losses) {
        long now = System.nanoTime();
        int step = losses.size();
        if (step == first + 1 || step == steps || now - printed >= INTERVAL.toNanos()) {
            printed = now;
            double seconds = (now - start) / 1e9;
            double stepsPerSecond = (step - first) / seconds;
            double loss = losses.subList(Math.max(0, step - WINDOW), step).stream()
                    .mapToDouble(value -> value)
                    .average()
                    .orElseThrow();
            Duration left = Duration.ofSeconds(Math.round((steps - step) / stepsPerSecond));
            err.printf(
                    Locale.ROOT,
                    "step %d of %d: loss %.4f, %.1f pictures/s, %d:%02d:%02d left%n",
                    step,
                    steps,
                    loss,
                    batch * stepsPerSecond,
                    left.toHours(),
                    left.toMinutesPart(),
                    left.toSecondsPart());
            err.flush();
        }
    }
}
