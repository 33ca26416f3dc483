package org.flux4j.train.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flux4j.picture.Lettering;
import org.flux4j.picture.Picture;

/** A picture of many small pictures in rows and columns, with a text below each group. */
public final class ContactSheet {
    /** The most groups that a sheet may hold. */
    public static final int LIMIT = 1000;

    private static final int COLUMNS = 4;

    /** How many pixels of the sheet are a pixel of a picture, in both directions. */
    private static final int SCALE = 2;

    /** The distance between groups, in pixels. */
    private static final int GAP = 8;

    /** The distance between the pictures of a group, in pixels. */
    private static final int SEAM = 4;

    private static final int SIDE = SCALE * Scene.SIDE;
    private static final int LINES = 2;
    private static final int HEIGHT = SIDE + GAP + LINES * Lettering.LINE;

    /**
     * Pictures side by side, and a text.
     *
     * @param pictures of the size of the world
     * @param text wrapped to two lines
     */
    public record Group(List<Picture> pictures, String text) {
        public Group {
            pictures = List.copyOf(pictures);
            pictures.forEach(Scene::checkSize);
        }
    }

    private ContactSheet() {}

    /** Returns the group of an example: the input, if there is one, and the target, above the prompt. */
    public static Group group(Example example) {
        List<Picture> pictures = new ArrayList<>();
        example.input().ifPresent(pictures::add);
        pictures.add(example.target());
        return new Group(pictures, example.prompt());
    }

    /** Returns the group of an example and what a model made of it: input, output and target, above the prompt. */
    public static Group group(Example example, Picture output) {
        List<Picture> pictures = new ArrayList<>(group(example).pictures);
        pictures.add(pictures.size() - 1, output);
        return new Group(pictures, example.prompt());
    }

    /**
     * Returns a sheet, all groups of which are as wide as the widest.
     *
     * @param groups from 1 to {@link #LIMIT}
     */
    public static Picture of(List<Group> groups) {
        int widest =
                groups.stream().mapToInt(group -> group.pictures.size()).max().orElseThrow();
        int width = Math.max(2, widest) * (SIDE + SEAM) - SEAM;
        int columns = Math.min(COLUMNS, groups.size());
        int rows = Math.ceilDiv(groups.size(), COLUMNS);
        Picture sheet = Picture.black(columns * (width + GAP) + GAP, rows * (HEIGHT + GAP) + GAP);
        Arrays.fill(sheet.rgb(), (byte) 255);
        for (int i = 0; i < groups.size(); i++) {
            print(groups.get(i), sheet, GAP + i % COLUMNS * (width + GAP), GAP + i / COLUMNS * (HEIGHT + GAP), width);
        }
        return sheet;
    }

    private static void print(Group group, Picture sheet, int left, int top, int width) {
        for (int i = 0; i < group.pictures.size(); i++) {
            copy(group.pictures.get(i), sheet, left + i * (SIDE + SEAM), top);
        }
        List<String> lines = wrap(group.text, width / Lettering.ADVANCE);
        for (int i = 0; i < Math.min(LINES, lines.size()); i++) {
            Lettering.write(sheet, lines.get(i), left, top + SIDE + GAP / 2 + i * Lettering.LINE);
        }
    }

    private static void copy(Picture picture, Picture sheet, int left, int top) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int from = y / SCALE * Scene.SIDE + x / SCALE;
                int to = (top + y) * sheet.width() + left + x;
                System.arraycopy(picture.rgb(), 3 * from, sheet.rgb(), 3 * to, 3);
            }
        }
    }

    /** Returns the lines of a text; a line has some characters at most. */
    static List<String> wrap(String text, int characters) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            if (line.isEmpty()) {
                line = word;
            } else if (line.length() + 1 + word.length() <= characters) {
                line += " " + word;
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        return lines;
    }
}
