package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flux4j.picture.PictureReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in a process of its own, with the modules of these tests, started by a shell. */
class TerminalTest {
    private static final String INCUBATOR = "WARNING: Using incubator modules: jdk.incubator.vector";

    @TempDir
    private Path folder;

    /**
     * Runs a line of bash, in which {@code flux} is the program, {@code small} a small edit, and the array {@code program}
     * the words that start the program.
     */
    private CommandRun shell(String line) throws IOException, InterruptedException {
        String flux = Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "--class-path", // where Surefire puts what module-info does not name
                        System.getProperty("java.class.path"),
                        "-m",
                        "org.flux4j.core/org.flux4j.cli.Flux")
                .map(word -> "'" + word + "'")
                .reduce("", (command, word) -> command + " " + word);
        List<Object> small = new ArrayList<>(List.of("flux edit", SmallEdit.IMAGE, "x --seed 1"));
        small.addAll(SmallEdit.OPTIONS);
        String functions = "program=(" + flux + "); flux() { " + flux + " \"$@\"; }; small() { "
                + String.join(" ", small.stream().map(Object::toString).toList())
                + " \"$@\"; }; export -f flux small; ";
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder("bash", "-c", functions + line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended)
                .describedAs("%s ends; so far: %s", line, Files.readString(err))
                .isTrue();
        int status = process.exitValue();
        String errors = Files.readString(err).replace(INCUBATOR + "\n", "");
        return new CommandRun(status, Files.readString(out, StandardCharsets.ISO_8859_1), errors);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "inspect MODEL/vae/diffusion_pytorch_model.safetensors", "parity --json GOLDEN"})
    void outputThatCannotBeWrittenIsAnError(String command) throws IOException, InterruptedException {
        CommandRun run = shell(flux(command) + " > /dev/full");
        assertThat(run.status()).isEqualTo(ErrorLines.OUTPUT_ERROR);
        assertThat(run.err()).isEqualTo("flux: standard output: cannot be written: No space left on device\n");
    }

    @Test
    void aClosedPipeEndsTheRun() throws IOException, InterruptedException {
        CommandRun run = shell(flux("parity GOLDEN") + " | true; exit ${PIPESTATUS[0]}");
        assertThat(run.status()).isEqualTo(ErrorLines.OUTPUT_ERROR);
        assertThat(run.err()).isEqualTo("flux: standard output: cannot be written: Broken pipe\n");
    }

    private static String flux(String command) {
        return "flux "
                + command.replace(
                                "MODEL",
                                SmallEdit.TESTDATA.resolve("tiny-random").toString())
                        .replace(
                                "GOLDEN",
                                SmallEdit.TESTDATA
                                        .resolve("golden/tokenize.tar.gz")
                                        .toString());
    }

    @Test
    void thePictureIsThereAlthoughItCouldNotBeSaid() throws IOException, InterruptedException {
        assertThat(shell("small -o out.png > /dev/full").status()).isEqualTo(ErrorLines.OUTPUT_ERROR);
        assertThat(PictureReader.read(folder.resolve("out.png")).width()).isEqualTo(32);
    }

    /** Nothing else is printed into a pipe, a file that others write as well, or a socket. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "small -o link.jpg | cat > got.png",
                "small -o - > got.png",
                "{ printf 12345; small -o /dev/stdout; printf 12345; } > both; head -c -5 both | tail -c +6 > got.png",
                "mkfifo pipe; cat pipe > got.png & small -o pipe; wait; [ -p pipe ]",
                "small -o >(cat > got.png); wait $!"
            })
    void aPictureIsWrittenIntoAStream(String line) throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("link.jpg"), Path.of("/dev/stdout"));
        CommandRun run = shell(line);
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("\nwrote ");
        Path out = folder.resolve("out.png");
        SmallEdit.run(SmallEdit.IMAGE, "x", "--seed", 1, "-o", out);
        assertThat(folder.resolve("got.png")).hasSameBinaryContentAs(out);
        Files.delete(folder.resolve("link.jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/stderr", "/dev/fd/9 9> file"})
    void otherDescriptorsAreRefused(String name) throws IOException, InterruptedException {
        CommandRun run = shell("small -o " + name);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(": cannot be written: ");
    }

    @Test
    void runsAtOnceMakeAPictureEach() throws IOException, InterruptedException {
        CommandRun run = shell("for i in 1 2 3 4; do small > said$i & done; wait; cat said*");
        assertThat(run.out().lines())
                .containsExactlyInAnyOrder(
                        "wrote edit.png (seed 1)",
                        "wrote edit-2.png (seed 1)",
                        "wrote edit-3.png (seed 1)",
                        "wrote edit-4.png (seed 1)");
        assertThat(folder.toFile().list((in, name) -> name.endsWith("png"))).hasSize(4);
        assertThat(PictureReader.read(folder.resolve("edit-4.png")).width()).isEqualTo(32);
    }

    @Test
    void anInterruptedRunLeavesNothing() throws IOException, InterruptedException {
        CommandRun run = shell("mkdir empty; cd empty; \"${program[@]}\" edit " + SmallEdit.IMAGE + " x --model "
                + SmallEdit.TESTDATA.resolve("tiny-random") + " --steps 9999 2> ../said & cd ..; until grep -q "
                + "'step 1 of 9999' said; do sleep 0.1; done; kill $!; wait $!");
        assertThat(run.status()).isEqualTo(128 + 15);
        assertThat(folder.resolve("empty")).isEmptyDirectory();
    }

    /** The progress bar is shown, and of the JDK's warnings only the one that cannot be had without. */
    @Test
    void aTerminalShowsABarAndNoOtherWarnings() throws IOException, InterruptedException {
        String line = "JAVA_TOOL_OPTIONS='-Duser.language=ar -Duser.country=EG' small -o out.png";
        // script(1) starts the shell that SHELL names, which must be bash to know an exported function
        CommandRun run = shell("SHELL=$BASH script -qec \"" + line + "\" /dev/null");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("denoising 100% [", "] 1/1 steps (0:00:", "wrote out.png (seed 1)");
        assertThat(run.out().lines().filter(text -> text.contains("WARNING"))).containsExactly(INCUBATOR);
    }
}
