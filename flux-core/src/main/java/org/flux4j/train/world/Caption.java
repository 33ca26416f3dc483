package org.flux4j.train.world;

import java.util.Optional;
import org.flux4j.picture.Picture;

/** A scene with the words that describe it. */
public record Caption(String prompt, Scene scene) implements Example {
    @Override
    public Kind kind() {
        return Kind.CAPTION;
    }

    @Override
    public Optional<Picture> input() {
        return Optional.empty();
    }

    @Override
    public Picture target() {
        return scene.draw();
    }
}
