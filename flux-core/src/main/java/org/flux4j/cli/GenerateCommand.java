package org.flux4j.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux generate}: from a sentence to a picture. */
@Command(name = "generate", description = "Draw a picture from a sentence.")
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PROMPT",
            description = "What to draw. One that begins with '-' goes after '--'.")
    private String prompt;

    @Mixin
    private PictureOptions options;

    @Override
    public Integer call() {
        options.make(options.recipe(spec.name(), prompt, List.of(), null), spec.commandLine());
        return 0;
    }
}
