package org.flux4j.pipeline;

import java.util.function.Supplier;
import org.flux4j.picture.Picture;

/** Hears how far a run has come. */
public interface Listener {
    /** Hears nothing. */
    Listener SILENT = new Listener() {};

    /** A stage begins, such as {@code decoding the picture}. */
    default void stage(String what) {}

    /**
     * A step of the denoising loop is done.
     *
     * @param step from 1 to steps
     * @param preview makes a small, cheap picture of what is to come; costs nothing unless asked
     */
    default void step(int step, int steps, Supplier<Picture> preview) {}
}
