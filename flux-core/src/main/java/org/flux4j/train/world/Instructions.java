package org.flux4j.train.world;

import java.util.List;

/** The words of edits: {@code {o}} stands for the object that is changed, {@code {v}} for what it is changed to. */
final class Instructions {
    private static final double PLAIN = 0.5;
    private static final double FIGURE_ALONE = 0.6;
    private static final double FULL_STOP = 0.1;

    private static final List<String> RECOLOR = List.of(
            "make the {o} {v}",
            "paint the {o} {v}",
            "change the {o} to {v}",
            "turn the {o} {v}",
            "color the {o} {v}",
            "change the color of the {o} to {v}");

    private static final List<String> RESHAPE = List.of(
            "replace the {o} with a {v}",
            "turn the {o} into a {v}",
            "change the {o} into a {v}",
            "change the {o} to a {v}",
            "make the {o} a {v}",
            "swap the {o} for a {v}");

    private static final List<String> REMOVE =
            List.of("remove the {o}", "delete the {o}", "erase the {o}", "take away the {o}", "take the {o} away");

    private static final List<String> REPAINT = List.of(
            "make the background {v}",
            "paint the background {v}",
            "change the background to {v}",
            "turn the background {v}",
            "change the color of the background to {v}");

    private static final List<String> ADD = List.of(
            "add a {v} in the box",
            "put a {v} in the box",
            "draw a {v} in the box",
            "place a {v} in the box",
            "add a {v} inside the box",
            "a {v} in the box");

    private static final List<String> ENLARGE =
            List.of("make the {o} bigger", "make the {o} larger", "make the {o} big", "enlarge the {o}");

    private static final List<String> SHRINK = List.of("make the {o} smaller", "make the {o} small", "shrink the {o}");

    private static final List<String> MOVE = List.of(
            "move the {o} to the {v}",
            "put the {o} in the {v}",
            "place the {o} in the {v}",
            "move the {o} to the {v} corner",
            "move the {o} into the {v} corner");

    private Instructions() {}

    /**
     * Returns an instruction for a change of a scene. Half of the time it is worded plainly, by the first template of the kind. An
     * object is named by its figure, or by colour and figure.
     */
    static String of(Change change, Scene scene, Draw draw) {
        String text = switch (change) {
            case Change.Recolor c -> fill(RECOLOR, scene, c.object(), c.colour().word(), draw);
            case Change.Reshape c -> fill(RESHAPE, scene, c.object(), c.figure().word(), draw);
            case Change.Remove c -> fill(REMOVE, scene, c.object(), "", draw);
            case Change.Repaint c -> fill(REPAINT, c.background().word(), draw);
            case Change.Add c -> fill(ADD, c.object().look().toString(), draw);
            case Change.Resize c -> fill(resize(scene, c.object()), scene, c.object(), "", draw);
            case Change.Move c -> fill(MOVE, scene, c.object(), c.cell().word(), draw);
        };
        return draw.chance(FULL_STOP) ? text + "." : text;
    }

    private static List<String> resize(Scene scene, int object) {
        return scene.objects().get(object).size() == Size.SMALL ? ENLARGE : SHRINK;
    }

    private static String fill(List<String> templates, Scene scene, int object, String value, Draw draw) {
        Combination look = scene.objects().get(object).look();
        String name = draw.chance(FIGURE_ALONE) ? look.figure().word() : look.toString();
        return fill(templates, value, draw).replace("{o}", name);
    }

    private static String fill(List<String> templates, String value, Draw draw) {
        String template = draw.chance(PLAIN) ? templates.getFirst() : draw.one(templates);
        return template.replace("{v}", value);
    }
}
