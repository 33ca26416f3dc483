package org.flux4j.train.world;

import static org.flux4j.train.world.Colour.BLUE;
import static org.flux4j.train.world.Colour.CYAN;
import static org.flux4j.train.world.Colour.GREEN;
import static org.flux4j.train.world.Colour.PURPLE;
import static org.flux4j.train.world.Colour.RED;
import static org.flux4j.train.world.Colour.YELLOW;
import static org.flux4j.train.world.Figure.CIRCLE;
import static org.flux4j.train.world.Figure.CROSS;
import static org.flux4j.train.world.Figure.RING;
import static org.flux4j.train.world.Figure.SQUARE;
import static org.flux4j.train.world.Figure.STAR;
import static org.flux4j.train.world.Figure.TRIANGLE;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The two parts of the world, divided by content: what is held out needs a combination of a colour and a figure that no
 * training example shows.
 */
public enum Split {
    /** Examples to train with. No picture shows a combination that is held out everywhere. */
    TRAINING {
        @Override
        boolean includes(Scene scene) {
            return scene.looks().stream().noneMatch(HELD_OUT_EVERYWHERE::contains);
        }

        @Override
        boolean includes(Scene scene, Change change) {
            return includes(scene)
                    && includes(change.apply(scene))
                    && change.touched(scene).stream().noneMatch(look -> isHeldOut(change.kind(), look));
        }
    },

    /** Examples to test with. A caption names a combination that is held out, an edit makes or touches one. */
    HELD_OUT {
        @Override
        boolean includes(Scene scene) {
            return !TRAINING.includes(scene);
        }

        @Override
        boolean includes(Scene scene, Change change) {
            return change.touched(scene).stream().anyMatch(look -> isHeldOut(change.kind(), look));
        }
    };

    /** The combinations that no training picture shows. */
    static final Set<Combination> HELD_OUT_EVERYWHERE =
            Set.of(look(GREEN, RING), look(CYAN, TRIANGLE), look(YELLOW, SQUARE), look(PURPLE, STAR));

    /** For each kind of edit, the combinations that no training edit of this kind makes or touches. */
    static final Map<Kind, Set<Combination>> HELD_OUT_BY_KIND = new EnumMap<>(Map.of(
            Kind.RECOLOR, Set.of(look(RED, TRIANGLE), look(GREEN, SQUARE), look(YELLOW, CROSS), look(PURPLE, CIRCLE)),
            Kind.RESHAPE, Set.of(look(RED, RING), look(BLUE, STAR), look(CYAN, CIRCLE), look(YELLOW, TRIANGLE)),
            Kind.REMOVE, Set.of(look(RED, SQUARE), look(GREEN, STAR), look(BLUE, CROSS), look(CYAN, RING)),
            Kind.BACKGROUND, Set.of(),
            Kind.BOX, Set.of(look(RED, CROSS), look(GREEN, TRIANGLE), look(BLUE, CIRCLE), look(CYAN, STAR)),
            Kind.RESIZE, Set.of(look(RED, CIRCLE), look(BLUE, RING), look(YELLOW, STAR), look(PURPLE, SQUARE)),
            Kind.MOVE, Set.of(look(GREEN, CROSS), look(BLUE, TRIANGLE), look(CYAN, SQUARE), look(PURPLE, RING))));

    /** Returns whether a scene can be the scene of a caption. */
    abstract boolean includes(Scene scene);

    /** Returns whether a change of a scene can be an edit. */
    abstract boolean includes(Scene scene, Change change);

    private static boolean isHeldOut(Kind kind, Combination look) {
        return HELD_OUT_EVERYWHERE.contains(look) || HELD_OUT_BY_KIND.get(kind).contains(look);
    }

    private static Combination look(Colour colour, Figure figure) {
        return new Combination(colour, figure);
    }
}
