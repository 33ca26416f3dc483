package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PictureReader;
import org.flux4j.picture.PngText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flux edit} and {@code flux generate} as a user sees them; golden cases hold their pictures. */
class EditCommandTest {
    private static final Path TESTDATA = Path.of("..", "testdata");
    private static final Path MODEL = TESTDATA.resolve("tiny-random");
    private static final Path IMAGE = TESTDATA.resolve("pictures", "fruit.png");

    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void nameTheOutput() {
        output = folder.resolve("out.png");
    }

    @Test
    void writesAPictureOfTheNearestPreferredSize() {
        CommandRun run = edit(IMAGE, "make it blue", "--seed", 5);
        assertThat(run.err()).contains("step 1 of 1").doesNotContain("note:");
        assertThat(run)
                .extracting(CommandRun::status, CommandRun::out)
                .containsExactly(0, "wrote " + output + " (seed 5)\n");
        Picture image = PictureReader.read(IMAGE);
        Picture edited = PictureReader.read(output);
        assertThat((double) edited.width() / edited.height())
                .isCloseTo((double) image.width() / image.height(), org.assertj.core.api.Assertions.within(0.1));
    }

    @Test
    void storesItsSettingsAndRunsThemAgain() throws IOException {
        edit(IMAGE, "ein blauer Hut, \u5e3d\u5b50", "--seed", 9, "--box", "10,10,60,50", "--width", 64, "--height", 48);
        assertThat(PngText.read(output).get("flux4j"))
                .contains(
                        "\"prompt\":\"ein blauer Hut, \u5e3d\u5b50\"",
                        "\"seed\":9",
                        "\"box\":\"10,10,60,50\"",
                        "\"width\":64");

        Path again = folder.resolve("again.png");
        assertThat(CommandRun.of("edit", "--like", output, "-o", again).status())
                .isZero();
        assertThat(again).hasSameBinaryContentAs(output);

        Path otherSeed = folder.resolve("other-seed.png");
        assertThat(CommandRun.of("edit", "--like", output, "--seed", 10, "-o", otherSeed)
                        .status())
                .isZero();
        assertThat(PictureReader.read(otherSeed).rgb())
                .isNotEqualTo(PictureReader.read(output).rgb());
    }

    @Test
    void noMetadataStoresNothing() {
        edit(IMAGE, "secret", "--no-metadata", "--width", 32, "--height", 32);
        assertThat(PngText.read(output)).isEmpty();
        assertThat(edit(IMAGE, "x", "--like", output).err())
                .endsWith("flux: " + output
                        + ": holds no flux4j settings: it was made elsewhere, or with --no-metadata\n");
    }

    @Test
    void theBoxIsSeen() {
        edit(IMAGE, "here", "--seed", 1, "--width", 32, "--height", 32);
        byte[] without = PictureReader.read(output).rgb();
        edit(IMAGE, "here", "--seed", 1, "--width", 32, "--height", 32, "--box", "0,0,150,120");
        assertThat(PictureReader.read(output).rgb()).isNotEqualTo(without);
    }

    @Test
    void severalReferencesAreSeen() {
        edit(IMAGE, "both", "--seed", 1, "--width", 32, "--height", 32);
        byte[] one = PictureReader.read(output).rgb();
        CommandRun run = edit(
                IMAGE,
                "both",
                "--seed",
                1,
                "--width",
                32,
                "--height",
                32,
                "--reference",
                TESTDATA.resolve("pictures", "cat.jpg"));
        assertThat(run.status()).isZero();
        assertThat(PictureReader.read(output).rgb()).isNotEqualTo(one);
    }

    @Test
    void previewsAStep() {
        Path previews = folder.resolve("previews");
        CommandRun run = edit(IMAGE, "x", "--steps", 2, "--width", 48, "--height", 32, "--preview", previews);
        assertThat(run.status()).isZero();
        assertThat(previews).isDirectoryContaining("glob:**/step-01.png").isDirectoryContaining("glob:**/step-02.png");
        assertThat(PictureReader.read(previews.resolve("step-02.png")).width()).isEqualTo(48);
    }

    @Test
    void aSizeIsRoundedAndSaid() {
        CommandRun run = edit(IMAGE, "x", "--width", 50, "--height", 40);
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("note: size ").contains("multiples of 16");
        assertThat(PictureReader.read(output).width()).isEqualTo(48);
        assertThat(PictureReader.read(output).height()).isEqualTo(32);
    }

    @Test
    void aCutPromptIsSaid() {
        assertThat(edit(IMAGE, "apples and pears and plums and quinces", "--width", 32, "--height", 32)
                        .err())
                .contains("note: the prompt is longer than 8 tokens; the rest is not read");
    }

    @Test
    void badInputIsOneLineAndLeavesNothingBehind() throws IOException {
        Path noPicture = Files.writeString(folder.resolve("note.png"), "not a picture");
        assertRefused(edit(noPicture, "x"), noPicture + ": not a PNG, JPEG or WebP picture");
        assertRefused(edit(folder.resolve("none.png"), "x"), "none.png: cannot be read");
        assertRefused(edit(IMAGE, "x", "--box", "0,0,9999,10"), "box 0,0,9999,10: not within the picture");
        assertRefused(edit(IMAGE, "x", "--box", "a,b"), "box: expected four whole numbers");
        assertRefused(edit(IMAGE, "x", "--width", 64), "size: expected both --width and --height");
        assertRefused(edit(IMAGE, "x", "--steps", 0), "steps: expected at least 1, found 0");
        assertRefused(edit(IMAGE, "x", "--text-tokens", 0), "text tokens: expected at least 1, found 0");
        assertRefused(edit(IMAGE, "x", "--guidance", "NaN"), "guidance: expected 0 or more, found NaN");
        assertRefused(edit(IMAGE, "x", "--width", 100_000, "--height", 100_000), "expected at most");
        assertRefused(edit(IMAGE, "x", "--backend", "abacus"), "backend abacus: no such backend; there are: ");
        assertRefused(edit(IMAGE, "x", "--threads", 0), "threads: expected 1 to 1024, found 0");
        assertRefused(CommandRun.of("edit", "-o", output), "IMAGE: expected a picture to change, found none");
        assertRefused(CommandRun.of("edit", IMAGE, "--model", MODEL, "-o", output), "prompt: expected one, found none");
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeComputing() {
        Path nowhere = folder.resolve("no-such-folder", "out.png");
        CommandRun run = CommandRun.of("edit", IMAGE, "x", "--model", MODEL, "-o", nowhere);
        assertRefused(run, nowhere + ": cannot be written: no folder ");
    }

    @Test
    void missingPartsAreNamedBeforeComputing() throws IOException {
        Path incomplete = folder.resolve("incomplete");
        copy(MODEL, incomplete, List.of("vae", "tokenizer_2"));
        CommandRun run = CommandRun.of("edit", IMAGE, "x", "--model", incomplete, "-o", output);
        assertRefused(run, incomplete + ": ");
        assertThat(run.err()).contains("vae").contains("tokenizer_2");
    }

    @Test
    void partsOfDifferentModelsAreRefused() throws IOException {
        Path mixed = folder.resolve("mixed");
        copy(MODEL, mixed, List.of());
        Path config = mixed.resolve("text_encoder_2", "config.json");
        Files.writeString(config, Files.readString(config).replaceAll("\"num_layers\": \\d+", "\"num_layers\": 9"));
        assertRefused(CommandRun.of("edit", IMAGE, "x", "--model", mixed, "-o", output), "no tensor ");
    }

    @Test
    void generateNeedsNoPicture() {
        CommandRun run = CommandRun.of(
                "generate",
                "a lake",
                "--model",
                TESTDATA.resolve("tiny-schnell"),
                "--seed",
                3,
                "--width",
                32,
                "--height",
                48,
                "--steps",
                1,
                "--text-tokens",
                8,
                "--guidance",
                3,
                "--noise",
                "bf16",
                "-o",
                output);
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("note: guidance is not used");
        assertThat(PngText.read(output).get("flux4j"))
                .contains("\"noise\":\"BF16\"")
                .doesNotContain("guidance");
        assertThat(CommandRun.of("edit", "--like", output, "-o", folder.resolve("x.png"))
                        .err())
                .isEqualTo(
                        "flux: " + output + ": made by 'flux generate', so it cannot be made again by 'flux edit'\n");
    }

    private CommandRun edit(Path image, String instruction, Object... options) {
        List<Object> args = new ArrayList<>(List.of("edit", image, instruction, "--model", MODEL, "-o", output));
        List<Object> given = Arrays.asList(options);
        if (!given.contains("--steps")) {
            args.addAll(List.of("--steps", 1));
        }
        if (!given.contains("--text-tokens")) {
            args.addAll(List.of("--text-tokens", 8));
        }
        args.addAll(given);
        return CommandRun.of(args.toArray());
    }

    private void assertRefused(CommandRun run, String message) {
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("flux: ").contains(message);
        assertThat(output).doesNotExist();
    }

    private static void copy(Path from, Path to, List<String> without) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (!without.contains(relative.getName(0).toString())) {
                    Path target = to.resolve(relative);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
