package org.flux4j.train.world;

import org.flux4j.picture.VisualCue;

/**
 * An object of a scene.
 *
 * @param x its horizontal centre, in pixels
 * @param y its vertical centre, in pixels
 */
public record SceneObject(Combination look, Size size, int x, int y) {
    /** Returns an object in the middle of a cell. */
    static SceneObject centred(Combination look, Size size, Cell cell) {
        return new SceneObject(look, size, cell.x, cell.y);
    }

    /** Returns this object with another look. */
    SceneObject withLook(Combination other) {
        return new SceneObject(other, size, x, y);
    }

    /** Returns this object with another colour. */
    SceneObject withColour(Colour colour) {
        return withLook(new Combination(colour, look.figure()));
    }

    /** Returns this object with another figure. */
    SceneObject withFigure(Figure figure) {
        return withLook(new Combination(look.colour(), figure));
    }

    /** Returns this object with the other size. */
    SceneObject withOtherSize() {
        return new SceneObject(look, size == Size.SMALL ? Size.BIG : Size.SMALL, x, y);
    }

    /** Returns this object at the same place of another cell. */
    SceneObject in(Cell other) {
        return shifted(other.x - cell().x, other.y - cell().y);
    }

    /** Returns this object, moved by some pixels. */
    SceneObject shifted(int dx, int dy) {
        return new SceneObject(look, size, x + dx, y + dy);
    }

    /** Returns this object in the middle of its cell. */
    SceneObject centred() {
        return centred(look, size, cell());
    }

    /** Returns the cell that holds this object. */
    public Cell cell() {
        return Cell.at(x, y);
    }

    /** Returns the box that asks for an object of this size at this place. */
    public VisualCue box() {
        return new VisualCue(x - size.halfBox, y - size.halfBox, x + size.halfBox, y + size.halfBox);
    }
}
