package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flux4j.op.Shape;
import org.flux4j.parity.CaseBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed and written does not depend on the user's locale; Error Prone's DefaultLocale holds it as well. */
class LocaleTest {
    private final Locale usual = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(usual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ar-EG",
                "ar-SA-u-nu-arab",
                "th-TH-u-nu-thai",
                "hi-IN-u-nu-deva",
                "fa-IR",
                "my-MM",
                "tr-TR",
                "de-DE"
            })
    void everyCommandPrintsTheSame(String locale) {
        List<CommandRun> expected = runs(folder);
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(runs(folder)).isEqualTo(expected);
    }

    @Test
    void otherDigitsWouldBeSeen() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        assertThat("%d".formatted(1)).isNotEqualTo("1");
    }

    private static List<CommandRun> runs(Path folder) {
        Path kontext = SmallEdit.TESTDATA.resolve("tiny-random");
        Path failing = CaseBuilder.linear()
                .tensor("out.y", Shape.of(1, 2), 17.25f, 18.5f)
                .write(folder.resolve("failing.safetensors"));
        Path previews = folder.resolve("previews");
        List<CommandRun> runs = new ArrayList<>();
        runs.add(CommandRun.of("inspect", kontext));
        runs.add(CommandRun.of("inspect", kontext.resolve("vae/diffusion_pytorch_model.safetensors")));
        runs.add(CommandRun.of("parity", failing));
        runs.add(CommandRun.of("parity", "--json", failing));
        runs.add(CommandRun.of("backends"));
        runs.add(CommandRun.of("edit", "--help"));
        runs.add(CommandRun.of("pack", folder, folder.resolve("cases.tar.gz")));
        runs.add(SmallEdit.run(
                SmallEdit.IMAGE, "x", "--seed", "123456", "-o", folder.resolve("out.png"), "--preview", previews));
        runs.add(CommandRun.of(
                "edit", "--like", folder.resolve("out.png"), "-o", folder.resolve("out.png"), "--width", 50));
        runs.add(CommandRun.of(
                "edit", "--like", folder.resolve("out.png"), "-o", folder.resolve("out.png"), "--steps", 123456));
        runs.add(SmallEdit.run(folder.resolve("\u0007"), "x"));
        assertThat(previews.resolve("step-01.png")).exists();
        assertThat(previews.toFile().list()).hasSize(1);
        return runs;
    }
}
