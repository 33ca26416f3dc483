package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FluxTest {
    @Test
    void nothingToDoShowsTheCommands() {
        CommandRun run = CommandRun.of();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("backends");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aWrongOptionIsOneLineAndAHint() {
        CommandRun run = CommandRun.of("backends", "--fast");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).containsExactly("flux: Unknown option: '--fast'", "Try 'flux backends --help'.");
    }

    @Test
    void anAlmostRightCommandIsSuggested() {
        CommandRun run = CommandRun.of("backend");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Did you mean: ").contains("flux backends");
    }

    @Test
    void versionNamesJavaToo() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("flux4j ").contains("Java 2");
    }

    @Test
    void badInputIsOneLine() {
        CommandRun run = failingWith(new BadInputException("a.png: no picture"));
        assertThat(run).isEqualTo(new CommandRun(2, "", "flux: a.png: no picture\n"));
    }

    @Test
    void theUnexpectedSaysHowToSeeMore() {
        CommandRun run = failingWith(new IllegalStateException("odd"));
        assertThat(run.status()).isEqualTo(70);
        assertThat(run.err().lines())
                .containsExactly(
                        "flux: this should not happen: java.lang.IllegalStateException: odd (--stacktrace shows where)");
    }

    @Test
    void theUnexpectedShowsMoreWhenAsked() {
        CommandRun run = failingWith(new IllegalStateException("odd"), "--stacktrace");
        assertThat(run.status()).isEqualTo(70);
        assertThat(run.err()).contains("FluxTest.theUnexpectedShowsMoreWhenAsked(");
    }

    @Test
    void tooLittleMemorySaysHowToGiveMore() {
        CommandRun run = failingWith(new OutOfMemoryError("Java heap space"));
        assertThat(run.status()).isEqualTo(70);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("out of memory").contains("-Xmx");
    }

    @Test
    void aWeightFileCutShortIsOneLine() {
        CommandRun run = failingWith(new InternalError("a fault occurred in an unsafe memory access operation"));
        assertThat(run)
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "flux: a weight file was cut short, or its disk failed, while it was read;"
                                + " 'flux inspect' of the model names it\n"));
        assertThat(failingWith(new InternalError((String) null)).status()).isEqualTo(70);
    }

    private static CommandRun failingWith(Throwable problem, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine flux = Flux.commandLine();
        flux.addSubcommand(CommandLine.Model.CommandSpec.wrapWithoutInspection(failing(problem))
                .name("fail"));
        String[] words = new String[options.length + 1];
        System.arraycopy(options, 0, words, 0, options.length);
        words[options.length] = "fail";
        int status = flux.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler(flux.getExecutionExceptionHandler())
                .setExecutionStrategy(flux.getExecutionStrategy())
                .execute(words);
        return new CommandRun(status, out.toString(), err.toString());
    }

    private static Runnable failing(Throwable problem) {
        return () -> {
            switch (problem) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new AssertionError(problem);
            }
        };
    }
}
