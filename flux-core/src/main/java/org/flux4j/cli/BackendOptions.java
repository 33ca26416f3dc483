package org.flux4j.cli;

import org.flux4j.pipeline.Backend;
import picocli.CommandLine.Option;

/** The options that select the backend, shared by all commands that use one. */
final class BackendOptions {
    @Option(
            names = "--backend",
            paramLabel = "NAME[:DEVICE]",
            description = "The backend that runs the operators, one of those that 'flux backends' lists (default: "
                    + Backend.DEFAULT + "), and its device (default: the first).")
    private String name;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "The maximum number of threads (default: one per core). It does not affect the results.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** Returns the backend that was selected; by default, the {@linkplain Backend#preferred preferred} one. */
    Backend backend() {
        return name == null ? Backend.preferred(threads) : exactBackend();
    }

    /** Returns the backend that was selected; by default, {@link Backend#DEFAULT}, without a fallback. */
    Backend exactBackend() {
        return Backend.of(name == null ? Backend.DEFAULT : name, threads);
    }
}
