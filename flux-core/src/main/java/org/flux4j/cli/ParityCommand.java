package org.flux4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.flux4j.op.Operators;
import org.flux4j.parity.Parity;
import org.flux4j.parity.Summary;
import org.flux4j.pipeline.Backend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code flux parity}, which checks a backend against golden cases. */
@Command(
        name = "parity",
        description = "Check a backend against golden cases: inputs, weights, and the outputs that an independent"
                + " program computed from them.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:every row passed",
            "1:a row failed, or nothing was compared",
            "2:a file could not be read, or is not in the format of golden cases"
        })
final class ParityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BackendOptions backend;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "A case (.safetensors), an archive of cases (.tar.gz, .zip), or a folder of them at any depth.")
    private List<Path> paths;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        Backend selected = backend.exactBackend();
        try (Operators ops = selected.open()) {
            Parity parity = new Parity(selected.name(), ops);
            Summary summary = json
                    ? parity.printJson(paths, command.getOut(), command.getErr())
                    : parity.printTable(paths, command.getOut(), command.getErr());
            return summary.exitStatus();
        }
    }
}
