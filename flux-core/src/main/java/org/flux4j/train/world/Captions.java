package org.flux4j.train.world;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words of captions, which describe scenes of one or two objects, each in the middle of its cell. */
final class Captions {
    /** How often the size or the background is named where it need not be. */
    private static final double NAMED = 0.6;

    private static final double LISTED = 0.5;

    private static final List<String> PREPOSITIONS = List.of(" in the ", " at the ");

    private Captions() {}

    /**
     * Returns a caption for a scene. It leaves out sizes only if all objects are big, and the background only if it is white.
     */
    static String of(Scene scene, Draw draw) {
        List<SceneObject> objects = draw.shuffled(scene.objects());
        boolean sized = objects.stream().anyMatch(object -> object.size() != Size.BIG) || draw.chance(NAMED);
        boolean grounded = scene.background() != Background.WHITE || draw.chance(NAMED);
        String ground = scene.background().word();
        if (draw.chance(LISTED)) {
            return join(objects, ", ", object -> look(object, sized) + " " + place(object))
                    + (grounded ? ", " + ground + " background" : "");
        }
        if (objects.size() > 1) {
            return join(objects, " and ", object -> "a " + look(object, sized) + " " + place(object))
                    + (grounded ? " on " + ground : "");
        }
        String preposition = draw.one(PREPOSITIONS);
        return join(objects, "", object -> "a " + look(object, sized) + preposition + place(object))
                + (grounded ? " on a " + ground + " background" : "");
    }

    private static String join(List<SceneObject> objects, String between, Function<SceneObject, String> words) {
        return objects.stream().map(words).collect(Collectors.joining(between));
    }

    private static String look(SceneObject object, boolean sized) {
        return (sized ? object.size().word() + " " : "") + object.look();
    }

    private static String place(SceneObject object) {
        return object.cell().word();
    }
}
