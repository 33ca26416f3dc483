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

/** Prints the progress of a run: a line for each stage and each step, or on a terminal a progress bar for the steps. */
final class Progress implements Listener, AutoCloseable {
    /**
     * The width of the progress bar. It is constant because finding out the terminal's width takes native code, whose
     * loading makes Java print warnings.
     */
    private static final int COLUMNS = 60;

    private final PrintWriter err;
    private final PreviewFolder previews;
    private ProgressBar bar;

    /**
     * Creates a listener.
     *
     * @param previews the folder for previews, or {@code null} for none
     */
    Progress(PrintWriter err, PreviewFolder previews) {
        this.err = err;
        this.previews = previews;
    }

    @Override
    public void stage(String what) {
        close();
        err.println(what);
        err.flush();
    }

    @Override
    public void step(int step, int steps, Supplier<Picture> preview) {
        if (onTerminal()) {
            bar(steps).stepTo(step);
        } else {
            err.println("step " + step + " of " + steps);
            err.flush();
        }
        if (previews != null) {
            previews.write(step, steps, preview.get());
        }
    }

    /** Returns whether there is a terminal. Without one, some versions of Java have a console and others do not. */
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

    /** Ends the progress bar, if there is one. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
