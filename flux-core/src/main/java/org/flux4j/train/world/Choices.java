package org.flux4j.train.world;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All changes of one kind that a scene allows. Each of them changes the scene. */
final class Choices {
    private Choices() {}

    /** Returns every other colour for an object. */
    static List<Change> recolor(Scene scene, int object) {
        Colour present = scene.objects().get(object).look().colour();
        return list(
                Arrays.stream(Colour.values()).filter(colour -> colour != present),
                colour -> new Change.Recolor(object, colour));
    }

    /** Returns every figure for an object that no object of the scene has. */
    static List<Change> reshape(Scene scene, int object) {
        return list(newFigures(scene), figure -> new Change.Reshape(object, figure));
    }

    /** Returns the removal of every object. */
    static List<Change> remove(Scene scene) {
        return list(IntStream.range(0, scene.objects().size()).boxed(), Change.Remove::new);
    }

    /** Returns every other background. */
    static List<Change> repaint(Scene scene) {
        return list(
                Arrays.stream(Background.values()).filter(background -> background != scene.background()),
                Change.Repaint::new);
    }

    /** Returns every object of a size at a place, with a figure that no object of the scene has. */
    static List<Change> add(Scene scene, Size size, int x, int y) {
        List<Figure> figures = newFigures(scene).toList();
        return list(
                Arrays.stream(Colour.values())
                        .flatMap(colour -> figures.stream().map(figure -> new Combination(colour, figure))),
                look -> new Change.Add(new SceneObject(look, size, x, y)));
    }

    /** Returns the one other size for an object. */
    static List<Change> resize(int object) {
        return List.of(new Change.Resize(object));
    }

    /** Returns every free cell for an object. */
    static List<Change> move(Scene scene, int object) {
        return list(scene.freeCells().stream(), cell -> new Change.Move(object, cell));
    }

    private static Stream<Figure> newFigures(Scene scene) {
        return Arrays.stream(Figure.values()).filter(figure -> !scene.has(figure));
    }

    private static <T> List<Change> list(Stream<T> values, Function<T, Change> change) {
        return values.map(change).toList();
    }
}
