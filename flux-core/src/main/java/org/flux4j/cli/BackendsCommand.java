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
        for (OperatorsProvider provider : OperatorsProvider.all()) {
            String state = provider.unavailable()
                    .map(reason -> "cannot run: " + reason)
                    .orElse("runs");
            out.printf("%-8s  %s%n          %s%n", provider.name(), provider.description(), state);
        }
    }
}
