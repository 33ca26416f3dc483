package org.flux4j.cli;

import org.flux4j.op.Operators;
import org.flux4j.pipeline.Backends;
import picocli.CommandLine.Option;

/** How the operators are run: options that every computing command shares. */
final class BackendOptions {
    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = Backends.DEFAULT,
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
        return Backends.open(backend, threads);
    }
}
