package org.flux4j.cli;

import java.io.PrintWriter;
import org.flux4j.op.OperatorsProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flux backends}: what can run here, and why the others cannot. */
@Command(name = "backends", description = "List what can run here, and why the others cannot.")
final class BackendsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        OperatorsProvider.all().forEach(provider -> out.print(lines(provider)));
        out.flush();
    }

    /** What there is to say about a backend: one line, and another when it cannot run. */
    static String lines(OperatorsProvider provider) {
        String line = "%-8s  %s%n".formatted(provider.name(), provider.description());
        return line
                + provider.unavailable()
                        .map(reason -> "          cannot run here: %s%n".formatted(reason))
                        .orElse("");
    }
}
