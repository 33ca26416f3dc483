package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flux4j.io.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training in a process of its own that is killed at random moments, {@code -Dkills=N} of them, and started again: it goes on
 * from its last checkpoint, and ends with the same bits as without.
 */
class KilledTrainingTest {
    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final int SAVE_EVERY = 3;

    /** A process goes on by a few checkpoints before it is killed. */
    private static final int STEPS = 12 * (KILLS + 1);

    private static final int LONGEST = 6000; // ms until a kill; a process takes two seconds to its first step

    private static final Pattern GOING_ON = Pattern.compile("going on after step (\\d+)");

    private final SplittableRandom random = new SplittableRandom();

    @TempDir
    private Path folder;

    private Process start(Path run) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--class-path", // where Surefire puts what module-info does not name
                System.getProperty("java.class.path"),
                "-m",
                "org.flux4j.core/org.flux4j.cli.Flux",
                "train",
                "-o",
                run.toString(),
                "--model",
                SmallEdit.TESTDATA.resolve("tiny-kontext").toString(),
                "--batch",
                "2",
                "--steps",
                Integer.toString(STEPS),
                "--save-every",
                Integer.toString(SAVE_EVERY));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private int finish(Path run) throws IOException, InterruptedException {
        Process process = start(run);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        Matcher matcher = GOING_ON.matcher(Files.readString(folder.resolve("err")));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Test
    void aKilledRunGoesOnToTheSameBits() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole");
        assertThat(finish(whole)).isZero();

        Path run = folder.resolve("run");
        int saved = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(run);
            boolean ended = process.waitFor(random.nextInt(LONGEST), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            int now = steps(run);
            assertThat(now).isGreaterThanOrEqualTo(saved).isLessThanOrEqualTo(STEPS);
            assertThat(now % SAVE_EVERY == 0 || ended).isTrue();
            saved = now;
        }
        assertThat(finish(run)).isEqualTo(saved);

        for (String file : List.of(
                "checkpoint.safetensors", "loss.csv", "model/transformer/diffusion_pytorch_model.safetensors")) {
            assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
        try (var files = Files.walk(run)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    /** Returns the number of steps of the checkpoint, which can be read at any moment. */
    private static int steps(Path run) {
        Path checkpoint = run.resolve("checkpoint.safetensors");
        if (!Files.exists(checkpoint)) {
            return 0;
        }
        return (int)
                SafeTensors.open(checkpoint).tensors().get("losses").shape().count();
    }
}
