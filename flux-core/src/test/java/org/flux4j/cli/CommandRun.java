package org.flux4j.cli;

import java.io.BufferedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** What a command line came to: exit status and all that was printed. */
public record CommandRun(int status, String out, String err) {
    /** Runs {@code flux} with these arguments in this virtual machine. */
    public static CommandRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int status =
                Flux.commandLine().setOut(buffered(out)).setErr(buffered(err)).execute(words);
        return new CommandRun(status, out.toString(), err.toString());
    }

    /** Runs {@code flux parity} with these arguments. */
    static CommandRun parity(Object... args) {
        return of(Stream.concat(Stream.of("parity"), Stream.of(args)).toArray());
    }

    /** As picocli's own, which writes out a line at its end and holds back anything else until it is flushed. */
    private static PrintWriter buffered(StringWriter to) {
        return new PrintWriter(new BufferedWriter(to), true);
    }
}
