package org.flux4j.train.world;

import java.util.List;

/** What an edit does to a scene. An object of the scene is given by its index. */
public sealed interface Change {
    /** Gives an object another colour. */
    record Recolor(int object, Colour colour) implements Change {}

    /** Puts another figure in place of an object, of the same colour and size. */
    record Reshape(int object, Figure figure) implements Change {}

    /** Removes an object. */
    record Remove(int object) implements Change {}

    /** Changes the background. */
    record Repaint(Background background) implements Change {}

    /** Adds an object in the box that asks for it. */
    record Add(SceneObject object) implements Change {}

    /** Gives an object the other size. */
    record Resize(int object) implements Change {}

    /** Moves an object to the same place of another cell. */
    record Move(int object, Cell cell) implements Change {}

    /** Returns the kind of this change. */
    default Kind kind() {
        return switch (this) {
            case Recolor recolor -> Kind.RECOLOR;
            case Reshape reshape -> Kind.RESHAPE;
            case Remove remove -> Kind.REMOVE;
            case Repaint repaint -> Kind.BACKGROUND;
            case Add add -> Kind.BOX;
            case Resize resize -> Kind.RESIZE;
            case Move move -> Kind.MOVE;
        };
    }

    /** Returns the scene that this change makes of another one. */
    default Scene apply(Scene scene) {
        List<SceneObject> objects = scene.objects();
        return switch (this) {
            case Recolor recolor ->
                scene.with(recolor.object, objects.get(recolor.object).withColour(recolor.colour));
            case Reshape reshape ->
                scene.with(reshape.object, objects.get(reshape.object).withFigure(reshape.figure));
            case Remove remove -> scene.without(remove.object);
            case Repaint repaint -> scene.on(repaint.background);
            case Add add -> scene.with(add.object);
            case Resize resize ->
                scene.with(resize.object, objects.get(resize.object).withOtherSize());
            case Move move -> scene.with(move.object, objects.get(move.object).in(move.cell));
        };
    }

    /** Returns the looks of the objects of a scene that this change makes or touches; for a background, those of all. */
    default List<Combination> touched(Scene scene) {
        List<Combination> before = scene.looks();
        List<Combination> after = apply(scene).looks();
        return switch (this) {
            case Recolor recolor -> List.of(after.get(recolor.object));
            case Reshape reshape -> List.of(after.get(reshape.object));
            case Remove remove -> List.of(before.get(remove.object));
            case Repaint repaint -> before;
            case Add add -> List.of(add.object.look());
            case Resize resize -> List.of(before.get(resize.object));
            case Move move -> List.of(before.get(move.object));
        };
    }

    /**
     * Returns all changes that differ from this one only in the colour, figure, background or place that they ask for, this one
     * included. A removal differs in the object.
     */
    default List<Change> choices(Scene scene) {
        return switch (this) {
            case Recolor recolor -> Choices.recolor(scene, recolor.object);
            case Reshape reshape -> Choices.reshape(scene, reshape.object);
            case Remove remove -> Choices.remove(scene);
            case Repaint repaint -> Choices.repaint(scene);
            case Add add -> Choices.add(scene, add.object.size(), add.object.x(), add.object.y());
            case Resize resize -> Choices.resize(resize.object);
            case Move move -> Choices.move(scene, move.object);
        };
    }
}
