package org.flux4j.train.world;

import java.util.Optional;
import org.flux4j.picture.Picture;

/** A prompt with the picture that it asks for. */
public sealed interface Example permits Edit, Caption {
    /** Returns the kind of this example. */
    Kind kind();

    /** Returns the instruction or the caption. */
    String prompt();

    /** Returns the picture to edit; empty for a caption. */
    Optional<Picture> input();

    /** Returns the picture that a perfect model makes of input and prompt. */
    Picture target();
}
