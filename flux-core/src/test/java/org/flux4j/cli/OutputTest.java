package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.picture.PictureReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --output} and {@code --preview} may name; {@code WholeFileTest} holds what becomes of files. */
class OutputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.jpg",
                "a.JPEG",
                "a.jpe",
                "a.Webp",
                "a.gif",
                "a.bmp",
                "a.tif",
                "a.TIFF",
                "a.avif",
                "a.heic",
                "a.jxl",
                "a.pdf",
                "a.svg",
                "a.ppm",
                ".jpg",
                "a.png.jpg"
            })
    void namesOfOtherFormatsAreRefused(String name) {
        CommandRun run = SmallEdit.run(SmallEdit.IMAGE, "x", "-o", folder.resolve(name));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains(": cannot be written: expected a name that ends in .png, found .");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.PNG", "a", "a.jpg.png", "jpg", "tmp.Xy12", "a.part", "a.", "v1.5", "x.jpg "})
    void anyOtherNameIsTaken(String name) {
        Path output = folder.resolve(name);
        CommandRun run = SmallEdit.run(SmallEdit.IMAGE, "x", "-o", output, "--seed", 1);
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("wrote " + output + " (seed 1)\n");
        assertThat(PictureReader.read(output).width()).isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new/", "new//", "new/.", "new/..", ".", "..", "./", "", "new/a.png"})
    void foldersAreRefused(String name) {
        String output = name.isEmpty() ? "" : folder + "/" + name;
        CommandRun run = SmallEdit.run(SmallEdit.IMAGE, "x", "-o", output);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theLongestNamesAreWritten() {
        for (String name : List.of("x".repeat(245) + ".png", "猫".repeat(80) + ".png")) {
            assertThat(SmallEdit.run(SmallEdit.IMAGE, "x", "-o", folder.resolve(name))
                            .status())
                    .isZero();
            assertThat(folder.resolve(name)).isRegularFile();
        }
        CommandRun run = SmallEdit.run(SmallEdit.IMAGE, "x", "-o", folder.resolve("x".repeat(300) + ".png"));
        assertThat(run.err().lines()).singleElement().asString().endsWith(": cannot be written: File name too long");
    }

    @Test
    void previewsThatCannotBeWrittenAreSaidBeforeComputing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path output = folder.resolve("out.png");
        for (Path previews : List.of(file, file.resolve("x"), Path.of("/proc/none"))) {
            CommandRun run = SmallEdit.run(SmallEdit.IMAGE, "x", "-o", output, "--preview", previews);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err().lines()).singleElement().asString().contains(": cannot be written: ");
        }
        assertThat(output).doesNotExist();
    }

    @Test
    void badInputLeavesNoFolderOfPreviews() {
        CommandRun run = SmallEdit.run(SmallEdit.IMAGE, "x", "--preview", folder.resolve("new"), "--guidance", "NaN");
        assertThat(run.status()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void packedCasesAreCheckedBefore() throws IOException {
        Path nothing = Files.createDirectory(folder.resolve("nothing"));
        assertThat(CommandRun.of("pack", nothing, folder.resolve("none/x.tar.gz"))
                        .err())
                .isEqualTo("flux: " + folder.resolve("none/x.tar.gz") + ": cannot be written: no folder "
                        + folder.resolve("none") + "\n");
    }
}
