package org.flux4j.cli;

import org.flux4j.op.Operators;
import org.flux4j.pipeline.Backends;
import picocli.CommandLine.Option;

/** How the operators are run: options that every computing command shares. */
final class BackendOptions {
    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "What computes: a name that 'flux backends' lists (default: " + Backends.DEFAULT + ").")
    private String backend;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "The most threads to use (default: one per core). The results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    String name() {
        return backend == null ? Backends.DEFAULT : backend;
    }

    /** The operators that the user chose, or what runs in place of the default ones where these cannot. */
    Operators operators() {
        return backend == null ? Backends.openDefault(threads) : exactOperators();
    }

    /** The operators of that name and no others. */
    Operators exactOperators() {
        return Backends.open(name(), threads);
    }
}
