package org.flux4j.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.flux4j.picture.Picture;
import org.flux4j.pipeline.Listener;

/** Shows how far a run has come: stages a line each and, on a terminal, a bar with the step and the time left. */
final class Progress implements Listener, AutoCloseable {
    /** Fits into any terminal: native code alone knows how wide it is, and to load that makes Java print warnings. */
    private static final int COLUMNS = 60;

    private final PrintWriter err;
    private final Preview preview;
    private ProgressBar bar;

    /** @param preview null for none */
    Progress(PrintWriter err, Preview preview) {
        this.err = err;
        this.preview = preview;
    }

    @Override
    public void stage(String what) {
        close();
        err.println(what);
        err.flush();
    }

    @Override
    public void step(int step, int steps, Supplier<Picture> picture) {
        if (onTerminal()) {
            bar(steps).stepTo(step);
        } else {
            err.println("step " + step + " of " + steps);
            err.flush();
        }
        if (preview != null) {
            preview.write(step, steps, picture.get());
        }
    }

    /** In some versions of Java there is no console without a terminal, in others there is one all the same. */
    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private ProgressBar bar(int steps) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("denoising")
                    .setUnit(" steps", 1)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
                    .build();
        }
        return bar;
    }

    /** Ends the bar, if there is one. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
