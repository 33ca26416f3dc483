package org.flux4j.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.flux4j.io.BadInputException;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import picocli.CommandLine.Option;

/** How the operators are run: options that every computing command shares. */
final class BackendOptions {
    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "ref",
            description = "What computes: a name that 'flux backends' lists (default: ${DEFAULT-VALUE}).")
    private String backend;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "The most threads to use (default: one per core). The results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    String name() {
        return backend;
    }

    /** The operators that the user chose. */
    Operators operators() {
        if (threads < 1) {
            throw new BadInputException("--threads: expected 1 or more, found " + threads);
        }
        OperatorsProvider provider = provider();
        provider.unavailable().ifPresent(reason -> {
            throw new BadInputException("--backend " + backend + ": cannot run here: " + reason);
        });
        return provider.create(threads);
    }

    private OperatorsProvider provider() {
        List<OperatorsProvider> all = OperatorsProvider.all();
        return all.stream()
                .filter(provider -> provider.name().equals(backend))
                .findFirst()
                .orElseThrow(() -> new BadInputException("--backend " + backend + ": no such backend; there are: "
                        + all.stream().map(OperatorsProvider::name).collect(Collectors.joining(", "))));
    }
}
