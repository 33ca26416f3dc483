package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.flux4j.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user sees when a command ends badly: one line on stderr that says what is wrong, and an exit status. */
final class ErrorLines implements IExecutionExceptionHandler, IParameterExceptionHandler, IExecutionStrategy {
    /** Exit status: what the user gave cannot be used. */
    static final int BAD_INPUT = 2;

    /** Exit status: the program is at fault, or the machine too small (EX_SOFTWARE of sysexits.h). */
    static final int INTERNAL = 70;

    private final BooleanSupplier stacktrace;

    ErrorLines(BooleanSupplier stacktrace) {
        this.stacktrace = stacktrace;
    }

    /** Runs the command; picocli hands only exceptions to the handler below, so an error is wrapped in one. */
    @Override
    public int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError | InternalError e) {
            CommandLine command = parsed.asCommandLineList().getLast();
            throw new ExecutionException(command, e.toString(), e);
        }
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        Throwable problem = thrown instanceof ExecutionException wrapper ? wrapper.getCause() : thrown;
        PrintWriter err = command.getErr();
        err.println("flux: " + oneLine(problem));
        if (stacktrace.getAsBoolean()) {
            problem.printStackTrace(err);
        }
        return problem instanceof BadInputException || isFileFault(problem) ? BAD_INPUT : INTERNAL;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("flux: " + problem.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(problem, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return BAD_INPUT;
    }

    private static String oneLine(Throwable problem) {
        if (problem instanceof BadInputException) {
            return problem.getMessage();
        }
        if (isFileFault(problem)) {
            return "a weight file was cut short, or its disk failed, while it was read; 'flux inspect' of the model names it";
        }
        if (problem instanceof OutOfMemoryError) {
            return "out of memory: Java may use %,d MiB; JDK_JAVA_OPTIONS=-Xmx16g in the environment gives it 16 GiB"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20);
        }
        return "this should not happen: " + problem + " (--stacktrace shows where)";
    }

    /** Whether a file could not be read where it is mapped into memory; HotSpot tells by the message alone. */
    private static boolean isFileFault(Throwable problem) {
        return problem instanceof InternalError
                && String.valueOf(problem.getMessage()).contains("unsafe memory access operation");
    }
}
