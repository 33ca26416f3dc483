package org.flux4j.train.world;

import java.util.ArrayList;
import java.util.List;

/**
 * The drawn world: examples by number. The same seed, split, kind and number always give the same example, in whatever order examples are
 * drawn.
 *
 * @param seed the seed of all random choices
 */
public record World(long seed, Split split) {
    /** How many objects a scene has; one of these, all equally likely. */
    private static final List<Integer> OBJECTS_OF_EDIT = List.of(1, 2, 2, 3);

    private static final List<Integer> OBJECTS_OF_CAPTION = List.of(1, 2, 2);

    /** How far an object may be from the middle of its cell, in pixels. */
    private static final List<Integer> SHIFTS = List.of(-4, 0, 4);

    private static final double CENTRED = 0.5;

    /** Returns an example. */
    public Example example(Kind kind, long number) {
        return kind == Kind.CAPTION ? caption(number) : edit(kind, number);
    }

    /**
     * Returns an edit.
     *
     * @throws IllegalArgumentException if the kind is {@link Kind#CAPTION}
     */
    public Edit edit(Kind kind, long number) {
        Draw draw = Draw.of(seed, number);
        while (true) {
            Scene scene = scene(draw.one(OBJECTS_OF_EDIT), draw);
            Change change = draw.one(choices(kind, scene, draw));
            if (split.includes(scene, change)) {
                return new Edit(Instructions.of(change, scene, draw), scene, change);
            }
        }
    }

    /** Returns a caption. */
    public Caption caption(long number) {
        Draw draw = Draw.of(seed, number);
        while (true) {
            Scene scene = centred(scene(draw.one(OBJECTS_OF_CAPTION), draw));
            if (split.includes(scene)) {
                return new Caption(Captions.of(scene, draw), scene);
            }
        }
    }

    private static List<Change> choices(Kind kind, Scene scene, Draw draw) {
        int object = draw.index(scene.objects().size());
        return switch (kind) {
            case RECOLOR -> Choices.recolor(scene, object);
            case RESHAPE -> Choices.reshape(scene, object);
            case REMOVE -> Choices.remove(scene);
            case BACKGROUND -> Choices.repaint(scene);
            case BOX -> {
                SceneObject place = object(draw.one(scene.freeCells()), draw);
                yield Choices.add(scene, place.size(), place.x(), place.y());
            }
            case RESIZE -> Choices.resize(object);
            case MOVE -> Choices.move(scene, object);
            case CAPTION -> throw new IllegalArgumentException("a caption is no edit");
        };
    }

    private static Scene scene(int size, Draw draw) {
        List<SceneObject> objects = new ArrayList<>();
        List<Figure> figures = draw.shuffled(List.of(Figure.values()));
        for (Cell cell : draw.shuffled(List.of(Cell.values())).subList(0, size)) {
            objects.add(object(cell, draw).withFigure(figures.get(objects.size())));
        }
        return new Scene(draw.one(Background.values()), objects);
    }

    private static SceneObject object(Cell cell, Draw draw) {
        Combination look = new Combination(draw.one(Colour.values()), draw.one(Figure.values()));
        SceneObject object = SceneObject.centred(look, draw.one(Size.values()), cell);
        return draw.chance(CENTRED) ? object : object.shifted(draw.one(SHIFTS), draw.one(SHIFTS));
    }

    private static Scene centred(Scene scene) {
        return new Scene(
                scene.background(),
                scene.objects().stream().map(SceneObject::centred).toList());
    }
}
