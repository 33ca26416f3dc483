package org.flux4j.jmh;

import org.flux4j.op.OperatorsProvider;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code jmh/run}: the command line of JMH. Unless {@code -p backend=} is given, every backend that is available on
 * this machine is measured.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs the benchmarks that match the arguments of JMH. */
    public static void main(String[] args) throws Exception {
        CommandLineOptions options = new CommandLineOptions(args);
        if (options.getParameter("backend").hasValue() || printsOnly(options)) {
            Main.main(args);
            return;
        }
        String[] backends = OperatorsProvider.all().stream()
                .filter(OperatorsProvider::isAvailable)
                .map(OperatorsProvider::name)
                .toArray(String[]::new);
        new Runner(new OptionsBuilder()
                        .parent(options)
                        .param("backend", backends)
                        .build())
                .run();
    }

    /** Returns {@code true} if JMH prints a help text or a list and runs no benchmarks. */
    private static boolean printsOnly(CommandLineOptions options) {
        return options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats();
    }
}
