package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.flux4j.op.Device;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.pipeline.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flux backends}: lists the backends and their devices. */
@Command(
        name = "backends",
        description =
                "List the backends and their devices, and the reason if one cannot run here; or, with --graph, print "
                        + "the data flow of what a backend records of an edit.")
final class BackendsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--graph",
            description = "Print the steps that the backend given by --backend records of an edit, and the task graphs "
                    + "that they consist of: what each reads and writes, and its kernels. Nothing is computed.")
    private boolean graph;

    @Mixin
    private BackendOptions backend;

    @Mixin
    private ModelOptions model;

    @Mixin
    private MemoryOptions edit;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (graph) {
            DataFlowReport.print(backend.exactBackend(), model.open(), edit, out);
        } else {
            list(out);
        }
    }

    private static void list(PrintWriter out) {
        OperatorsProvider.all().forEach(provider -> out.print(describe(provider)));
        Backend.missing().forEach((name, advice) -> out.printf("%-8s  %s%n", name, advice));
        out.flush();
    }

    /** Returns the description of a backend: a line for the backend and one for each of its devices. */
    static String describe(OperatorsProvider provider) {
        return "%-8s  %s%n".formatted(provider.name(), provider.description())
                + provider.devices().stream().map(BackendsCommand::describe).collect(Collectors.joining());
    }

    private static String describe(Device device) {
        String state = device.unavailable()
                .map(reason -> "cannot run here: " + reason)
                .orElse("up to " + Bytes.format(device.memory()) + " for tensors");
        return "          %-8s  %s%n".formatted(device.name(), state);
    }
}
