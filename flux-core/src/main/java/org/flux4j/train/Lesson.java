package org.flux4j.train;

import java.util.Optional;
import org.flux4j.picture.Picture;

/**
 * What a transformer learns from: a prompt, and the picture that it asks for.
 *
 * @param input the picture to edit; empty if the prompt describes the whole picture
 */
public record Lesson(String prompt, Optional<Picture> input, Picture target) {
    /** Lessons by number. The same number always has the same lesson. */
    @FunctionalInterface
    public interface Source {
        /** Returns a lesson. */
        Lesson lesson(long number);

        /** Returns the number of lessons, after which they repeat. */
        default long count() {
            return Long.MAX_VALUE;
        }
    }
}
