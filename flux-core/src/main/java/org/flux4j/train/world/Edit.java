package org.flux4j.train.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flux4j.picture.Picture;
import org.flux4j.picture.VisualCue;

/** An instruction to change a scene. */
public record Edit(String prompt, Scene source, Change change) implements Example {
    @Override
    public Kind kind() {
        return change.kind();
    }

    /** Returns the box that is drawn on the input, in which an object is to be added; empty for other changes. */
    public Optional<VisualCue> box() {
        return change instanceof Change.Add add ? Optional.of(add.object().box()) : Optional.empty();
    }

    @Override
    public Optional<Picture> input() {
        return Optional.of(drawSource());
    }

    @Override
    public Picture target() {
        return change.apply(source).draw();
    }

    /**
     * Returns the pictures that a model must not make instead of the target: those of all other choices, the input, and the input
     * without the box.
     */
    public List<Picture> alternatives() {
        List<Picture> alternatives = new ArrayList<>();
        for (Change choice : change.choices(source)) {
            if (!choice.equals(change)) {
                alternatives.add(choice.apply(source).draw());
            }
        }
        alternatives.add(drawSource());
        if (box().isPresent()) {
            alternatives.add(source.draw());
        }
        return alternatives;
    }

    private Picture drawSource() {
        Picture picture = source.draw();
        return box().map(box -> box.draw(picture)).orElse(picture);
    }
}
