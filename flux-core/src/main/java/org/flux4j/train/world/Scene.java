package org.flux4j.train.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;

/**
 * A background with objects on it, each in a cell of its own and each with a figure of its own.
 *
 * @param objects in the order in which they are drawn
 */
public record Scene(Background background, List<SceneObject> objects) {
    /** The width and height of a picture, in pixels. */
    public static final int SIDE = 64;

    public Scene {
        objects = List.copyOf(objects);
    }

    /** Returns the picture of this scene. */
    public Picture draw() {
        Picture picture = Picture.black(SIDE, SIDE);
        for (int i = 0; i < picture.rgb().length; i++) {
            picture.rgb()[i] = (byte) Rgb.channel(background.rgb, i % 3);
        }
        for (SceneObject object : objects) {
            Stamp.of(object.look().figure(), object.size().radius)
                    .print(picture, object.x(), object.y(), object.look().colour().rgb);
        }
        return picture;
    }

    /**
     * Checks that a picture has the size of the world.
     *
     * @throws IllegalArgumentException if it does not
     */
    static void checkSize(Picture picture) {
        if (!picture.size().equals(new Resolution(SIDE, SIDE))) {
            throw new IllegalArgumentException(
                    "expected a picture of " + SIDE + " × " + SIDE + " pixels, found " + picture.size());
        }
    }

    /** Returns the looks of the objects. */
    List<Combination> looks() {
        return objects.stream().map(SceneObject::look).toList();
    }

    /** Returns whether an object has the given figure. */
    boolean has(Figure figure) {
        return looks().stream().anyMatch(look -> look.figure() == figure);
    }

    /** Returns the look of the object in a cell; empty if the cell holds none. */
    Optional<Combination> lookIn(Cell cell) {
        return objects.stream()
                .filter(object -> object.cell() == cell)
                .map(SceneObject::look)
                .findFirst();
    }

    /** Returns the cells that hold no object. */
    List<Cell> freeCells() {
        return Arrays.stream(Cell.values())
                .filter(cell -> lookIn(cell).isEmpty())
                .toList();
    }

    /** Returns this scene on another background. */
    Scene on(Background other) {
        return new Scene(other, objects);
    }

    /** Returns this scene with one more object. */
    Scene with(SceneObject object) {
        List<SceneObject> more = new ArrayList<>(objects);
        more.add(object);
        return new Scene(background, more);
    }

    /** Returns this scene with another object in place of the one at an index. */
    Scene with(int index, SceneObject object) {
        List<SceneObject> changed = new ArrayList<>(objects);
        changed.set(index, object);
        return new Scene(background, changed);
    }

    /** Returns this scene without the object at an index. */
    Scene without(int index) {
        List<SceneObject> fewer = new ArrayList<>(objects);
        fewer.remove(index);
        return new Scene(background, fewer);
    }
}
