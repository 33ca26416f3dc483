package org.flux4j.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code flux generate}, which generates a picture from a prompt. */
@Command(name = "generate", description = "Generate a picture from a prompt.")
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PROMPT",
            description = "What to draw. A prompt that begins with '-' goes after '--'.")
    private String prompt;

    @Mixin
    private PictureOptions options;

    @Override
    public Integer call() {
        options.run(options.recipe(spec.name(), prompt, List.of(), null), spec.commandLine());
        return 0;
    }
}
