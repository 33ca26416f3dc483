package org.flux4j.cli;

import org.flux4j.pipeline.Backend;
import picocli.CommandLine.Option;

/** Selects the backend: options that every computing command shares. */
final class BackendOptions {
    @Option(
            names = "--backend",
            paramLabel = "NAME[:DEVICE]",
            description = "What runs the operators: a name that 'flux backends' lists (default: " + Backend.DEFAULT
                    + "), and one of its devices (default: the first).")
    private String name;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "The most threads to use (default: one per core). The results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** Returns the backend that the user selected, or else the preferred one. */
    Backend backend() {
        return name == null ? Backend.preferred(threads) : exactBackend();
    }

    /** Returns the backend that the user selected, or else the default one, and no other in its place. */
    Backend exactBackend() {
        return Backend.of(name == null ? Backend.DEFAULT : name, threads);
    }
}
