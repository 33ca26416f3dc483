package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.pipeline.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flux edit --like}: the settings of an older picture. */
class LikeTest {
    @TempDir
    private Path folder;

    private Path image;
    private Path old;
    private Path output;

    @BeforeEach
    void makeAPicture() throws IOException {
        image = Files.copy(SmallEdit.IMAGE, folder.resolve("fruit.png"));
        old = folder.resolve("old.png");
        output = folder.resolve("out.png");
        assertThat(SmallEdit.run(image, "make it day", "--seed", 3, "-o", old).status())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"make it night", "night", "cat.jpg in the snow", "", "old"})
    void oneArgumentIsTheInstruction(String instruction) {
        Recipe used = run(instruction);
        assertThat(used.settings()).isEqualTo(oldSettings().withPrompt(instruction));
        assertThat(used.images()).containsExactly(image.toString());
    }

    @Test
    void oneArgumentThatIsAFileIsThePicture() throws IOException {
        for (String name : List.of("other.png", "without an ending")) {
            Path other = Files.copy(image, folder.resolve(name));
            Recipe used = run(other);
            assertThat(used.settings()).isEqualTo(oldSettings());
            assertThat(used.images()).containsExactly(other.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.png", "none.JPG", "none.jpeg", "none.webp"})
    void oneArgumentThatIsTheNameOfAPictureIsThePicture(String name) {
        CommandRun run = CommandRun.of("edit", "--like", old, folder.resolve(name), "-o", output);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("flux: " + folder.resolve(name) + ": cannot be read: no such file or folder\n");
    }

    @Test
    void twoArgumentsArePictureAndInstruction() throws IOException {
        Path other = Files.copy(image, folder.resolve("other"));
        Recipe used = run(other, "make it night");
        assertThat(used.settings()).isEqualTo(oldSettings().withPrompt("make it night"));
        assertThat(used.images()).containsExactly(other.toString());
    }

    @Test
    void noArgumentMakesItAgain() {
        run();
        assertThat(output).hasSameBinaryContentAs(old);
    }

    @Test
    void seedsBeyondALongAreMadeAgain() {
        Path huge = folder.resolve("huge.png");
        CommandRun run = SmallEdit.run(image, "x", "--seed", "18446744073709551615", "-o", huge);
        assertThat(run.out()).isEqualTo("wrote " + huge + " (seed 18446744073709551615)\n");
        assertThat(CommandRun.of("edit", "--like", huge, "-o", output).status()).isZero();
        assertThat(output).hasSameBinaryContentAs(huge);
        assertThat(SmallEdit.run(image, "x", "--seed", -1, "-o", output).status())
                .isZero();
        assertThat(output).hasSameBinaryContentAs(huge);
        assertThat(SmallEdit.run(image, "x", "--seed", "18446744073709551616", "-o", output)
                        .err())
                .isEqualTo("flux: seed: expected a number from -9223372036854775808 to 18446744073709551615, found"
                        + " 18446744073709551616\n");
        assertThat(SmallEdit.run(image, "x", "--seed", "1.5", "-o", output).err())
                .isEqualTo("flux: seed: expected a whole number, found 1.5\n");
    }

    @Test
    void picturesThatAreGoneAreSaid() throws IOException {
        Files.delete(image);
        CommandRun run = CommandRun.of("edit", "--like", old, "make it night", "-o", output);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("flux: " + old + ": made from " + image
                        + ", which does not exist; name the picture: flux edit IMAGE --like " + old + "\n");
        assertThat(CommandRun.of("edit", "--like", old, SmallEdit.IMAGE, "make it night", "-o", output)
                        .status())
                .isZero();
    }

    private Settings oldSettings() {
        return Recipe.read(old, "edit").settings();
    }

    private Recipe run(Object... args) {
        Object[] all = new Object[args.length + 5];
        System.arraycopy(new Object[] {"edit", "--like", old, "-o", output}, 0, all, 0, 5);
        System.arraycopy(args, 0, all, 5, args.length);
        assertThat(CommandRun.of(all).status()).isZero();
        return Recipe.read(output, "edit");
    }
}
