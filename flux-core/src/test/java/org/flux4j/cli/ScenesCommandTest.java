package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.io.Json;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PictureReader;
import org.flux4j.picture.Resolution;
import org.flux4j.train.world.Edit;
import org.flux4j.train.world.Kind;
import org.flux4j.train.world.Split;
import org.flux4j.train.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void writesPicturesWithTheirPrompts() throws IOException {
        Path scenes = folder.resolve("scenes");
        CommandRun run = CommandRun.of("scenes", "-n", 9, "--held-out", "--seed", 3, "-o", scenes);
        assertThat(run).isEqualTo(new CommandRun(0, "wrote " + scenes + " (seed 3)\n", ""));
        List<JsonNode> rows = rows(scenes);
        assertThat(rows.stream().map(row -> row.get("kind").textValue()))
                .containsExactly(
                        "recolor", "reshape", "remove", "background", "box", "resize", "move", "caption", "recolor");
        World world = new World(3, Split.HELD_OUT);
        Edit edit = world.edit(Kind.BOX, 4);
        JsonNode row = rows.get(4);
        assertThat(row.get("prompt").textValue()).isEqualTo(edit.prompt());
        assertThat(row.get("box").textValue())
                .isEqualTo(edit.box().orElseThrow().toString());
        assertThat(read(scenes, row.get("input")).rgb())
                .isEqualTo(edit.input().orElseThrow().rgb());
        assertThat(read(scenes, row.get("target")).rgb())
                .isEqualTo(edit.target().rgb());
        assertThat(rows.get(7).has("input")).isFalse();
        try (Stream<Path> files = Files.list(scenes)) {
            assertThat(files).hasSize(8 * 2 + 1 + 1).contains(scenes.resolve("0009-target.png"));
        }
    }

    @Test
    void oneKindAndASheet() throws IOException {
        Path scenes = folder.resolve("scenes");
        Path sheet = folder.resolve("sheet.png");
        CommandRun run = CommandRun.of("scenes", "-n", "6", "--kind", "Move", "-o", scenes, "--sheet", sheet);
        assertThat(run)
                .isEqualTo(new CommandRun(0, "wrote " + scenes + " (seed 0)\nwrote " + sheet + " (seed 0)\n", ""));
        assertThat(rows(scenes)).allMatch(row -> row.get("kind").textValue().equals("move"));
        assertThat(PictureReader.read(sheet).size()).isEqualTo(new Resolution(8 + 4 * 268, 8 + 2 * 166));
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        List<Path> sheets =
                Stream.of("a.png", "b.png", "c.png").map(folder::resolve).toList();
        CommandRun.of("scenes", "--seed", 5, "--sheet", sheets.get(0));
        CommandRun.of("scenes", "--seed", 5, "--sheet", sheets.get(1));
        CommandRun.of("scenes", "--seed", 5, "--held-out", "--sheet", sheets.get(2));
        assertThat(sheets.get(1)).hasSameBinaryContentAs(sheets.get(0));
        assertThat(PictureReader.read(sheets.get(2)).rgb())
                .isNotEqualTo(PictureReader.read(sheets.get(0)).rgb());
    }

    @Test
    void badInputIsOneLineAndLeavesNothingBehind() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Path scenes = folder.resolve("scenes");
        assertRefused("scenes: expected at least 1, found 0", "-n", 0, "-o", scenes);
        assertRefused("scenes: expected at most 100000, found 100001", "-n", 100_001, "-o", scenes);
        assertRefused("scenes of a sheet: expected at most 1000, found 1001", "-n", 1001, "-o", scenes, "--sheet", "-");
        assertRefused(file + ": cannot be written: it is not a folder", "-o", file);
        assertRefused(folder + ": expected a new or empty folder, found files in it", "-o", folder);
        assertRefused("expected a name that ends in .png, found .jpg", "--sheet", "a.jpg", "-o", scenes);
        assertRefused("seed: expected a whole number, found x", "--seed", "x");
        assertThat(CommandRun.of("scenes", "--kind", "blur").err())
                .contains("--kind")
                .contains("blur");
        assertThat(file).hasContent("mine");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static void assertRefused(String message, Object... options) {
        CommandRun run = CommandRun.of(
                Stream.concat(Stream.of("scenes"), Stream.of(options)).toArray());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("flux: ").contains(message);
    }

    private static List<JsonNode> rows(Path scenes) throws IOException {
        return Files.readAllLines(scenes.resolve("scenes.jsonl")).stream()
                .map(line -> Json.parse("scenes.jsonl", line))
                .toList();
    }

    private static Picture read(Path scenes, JsonNode name) {
        return PictureReader.read(scenes.resolve(name.textValue()));
    }
}
