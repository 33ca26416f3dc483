package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.picture.PngText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts that a command line could take for something else. */
class PromptTest {
    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void nameTheOutput() {
        output = folder.resolve("out.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@portrait",
                "@@portrait",
                "@",
                "@/etc/hostname",
                "",
                " ",
                "-",
                "-1",
                "two\nlines",
                "a = b",
                "a, b; c",
                "\"quoted\"",
                "'quoted'",
                "%s %n",
                "${sys:user.home}",
                "@|bold x|@",
                "\\",
                "help",
                "edit"
            })
    void areTakenAsTyped(String prompt) {
        CommandRun run = SmallEdit.run("-o", output, SmallEdit.IMAGE, prompt);
        assertThat(run.status()).isZero();
        assertThat(Recipe.read(output, "edit").settings().prompt()).isEqualTo(prompt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-outline of a cat",
                "-outline",
                "--seed",
                "--seed of doom",
                "-o",
                "--",
                "-h",
                "--help",
                "@portrait",
                "--box1,2,3,4",
                "--no-metadata",
                "-V"
            })
    void areTakenAsTypedBehindTwoDashes(String prompt) {
        CommandRun run = SmallEdit.run("-o", output, SmallEdit.IMAGE, "--", prompt);
        assertThat(run.status()).isZero();
        assertThat(Recipe.read(output, "edit").settings().prompt()).isEqualTo(prompt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-outline of a cat", "--seed of doom", "-h elp", "--a sentence", "-- dashes"})
    void sentencesThatLookLikeOptionsAreOneLineThatNamesTwoDashes(String prompt) {
        CommandRun run = SmallEdit.run("-o", output, SmallEdit.IMAGE, prompt);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("flux: Unknown option: '" + prompt + "' (a text that begins with '-' goes after '--')\n");
        assertThat(output).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-outline", "--outline", "--box1,2,3,4", "-hello", "-oout.png", "--seed", "-o", "--like"})
    void wordsThatLookLikeOptionsGetAHint(String prompt) {
        CommandRun run = SmallEdit.run("--output", output, SmallEdit.IMAGE, prompt, "--seed", 1);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines().findFirst().orElseThrow())
                .startsWith("flux: ")
                .endsWith(" (a text that begins with '-' goes after '--')");
        assertThat(output).doesNotExist();
    }

    @Test
    void noPromptIsOneLineThatNamesTwoDashes() {
        CommandRun run = SmallEdit.run("-o", output, SmallEdit.IMAGE, "--no-metadata");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "flux: prompt: expected one, found none" + " (a text that begins with '-' goes after '--')\n");
    }

    @Test
    void commandsThatTakeFilesGetNoHint() {
        assertThat(CommandRun.of("inspect", "-x").err()).doesNotContain("'--'");
    }

    @Test
    void generateTakesThemAsWell() throws java.io.IOException {
        Files.writeString(folder.resolve("portrait"), "--help");
        for (String prompt : java.util.List.of("@" + folder.resolve("portrait"), "-outline of a cat")) {
            CommandRun run = CommandRun.of(
                    "generate",
                    "--steps",
                    1,
                    "--text-tokens",
                    8,
                    "--width",
                    32,
                    "--height",
                    32,
                    "-o",
                    output,
                    "--model",
                    SmallEdit.TESTDATA.resolve("tiny-schnell"),
                    "--",
                    prompt);
            assertThat(run.status()).isZero();
            assertThat(PngText.read(output).get(Recipe.KEYWORD)).contains("\"prompt\":\"" + prompt + "\"");
        }
    }
}
