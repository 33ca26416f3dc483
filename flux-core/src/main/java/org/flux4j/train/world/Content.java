package org.flux4j.train.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flux4j.picture.Picture;

/**
 * What a cell may hold: an object in its middle, or nothing.
 *
 * @param look the look of the object; empty for nothing
 * @param picture a picture in which every cell holds it
 */
record Content(Optional<Combination> look, Picture picture) {
    /** Returns everything that a cell may hold on a background. */
    static List<Content> all(Background background) {
        List<Content> all = new ArrayList<>();
        all.add(new Content(Optional.empty(), new Scene(background, List.of()).draw()));
        for (Colour colour : Colour.values()) {
            for (Figure figure : Figure.values()) {
                for (Size size : Size.values()) {
                    all.add(of(new Combination(colour, figure), size, background));
                }
            }
        }
        return all;
    }

    private static Content of(Combination look, Size size, Background background) {
        List<SceneObject> objects = Arrays.stream(Cell.values())
                .map(cell -> SceneObject.centred(look, size, cell))
                .toList();
        return new Content(Optional.of(look), new Scene(background, objects).draw());
    }
}
