package org.flux4j.pipeline;

import java.util.function.Supplier;
import org.flux4j.picture.Picture;

/** A listener to the progress of a run. */
public interface Listener {
    /** A listener that does nothing. */
    Listener SILENT = new Listener() {};

    /**
     * Called at the start of each stage.
     *
     * @param what the stage, such as {@code decoding the picture}
     */
    default void stage(String what) {}

    /**
     * Called after each step of the denoising loop.
     *
     * @param step from 1 to steps
     * @param preview computes a rough preview of the expected result, in full size; valid only during this call
     */
    default void step(int step, int steps, Supplier<Picture> preview) {}
}
