package org.flux4j.jmh;

import org.flux4j.op.OperatorsProvider;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** JMH's own command line, except that every backend that can run here is measured unless {@code -p backend=} chooses. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        CommandLineOptions chosen = new CommandLineOptions(args);
        if (chosen.getParameter("backend").hasValue() || asksForText(chosen)) {
            Main.main(args);
            return;
        }
        String[] backends = OperatorsProvider.all().stream()
                .filter(OperatorsProvider::isAvailable)
                .map(OperatorsProvider::name)
                .toArray(String[]::new);
        new Runner(new OptionsBuilder()
                        .parent(chosen)
                        .param("backend", backends)
                        .build())
                .run();
    }

    private static boolean asksForText(CommandLineOptions options) {
        return options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats();
    }
}
