package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.flux4j.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
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

    /** Exit status: standard output could not be written (EX_IOERR of sysexits.h). */
    static final int OUTPUT_LOST = 74;

    /** What to do with a prompt that looks like an option. */
    static final String TEXT_HINT = " (a text that begins with '-' goes after '--')";

    private final BooleanSupplier stacktrace;

    ErrorLines(BooleanSupplier stacktrace) {
        this.stacktrace = stacktrace;
    }

    /** Runs the command; picocli hands only exceptions to the handler below, so an error is wrapped in one. */
    @Override
    public int execute(ParseResult parsed) {
        CommandLine command = parsed.asCommandLineList().getLast();
        try {
            int status = new RunLast().execute(parsed);
            command.getOut().flush();
            return status;
        } catch (OutOfMemoryError | StandardOutput.Failure e) {
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
        return switch (problem) {
            case BadInputException e -> BAD_INPUT;
            case StandardOutput.Failure e -> OUTPUT_LOST;
            default -> INTERNAL;
        };
    }

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        if (problem.getCause() instanceof BadInputException badInput) {
            err.println("flux: " + badInput.getMessage());
            return BAD_INPUT;
        }
        err.println("flux: " + problem.getMessage() + (maybeText(problem) ? TEXT_HINT : ""));
        if (!isSentence(problem) && !UnmatchedArgumentException.printSuggestions(problem, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return BAD_INPUT;
    }

    /** Returns whether what looks like an option may have been meant as the text that the command takes. */
    private static boolean maybeText(ParameterException problem) {
        boolean likeOption = problem instanceof MissingParameterException
                || !unknownOption(problem).isEmpty();
        return likeOption
                && problem.getCommandLine().getCommandSpec().positionalParameters().stream()
                        .anyMatch(parameter -> parameter.type() == String.class);
    }

    /** Returns whether what looks like an option has several words, and so is no misspelt one. */
    private static boolean isSentence(ParameterException problem) {
        return maybeText(problem) && unknownOption(problem).contains(" ");
    }

    private static String unknownOption(ParameterException problem) {
        return problem instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
                ? unmatched.getUnmatched().getFirst()
                : "";
    }

    private static String oneLine(Throwable problem) {
        if (problem instanceof BadInputException || problem instanceof StandardOutput.Failure) {
            return problem.getMessage();
        }
        if (problem instanceof OutOfMemoryError) {
            return String.format(
                    Locale.ROOT,
                    "out of memory: Java may use %,d MiB; JDK_JAVA_OPTIONS=-Xmx16g in the environment gives it 16 GiB",
                    Runtime.getRuntime().maxMemory() >> 20);
        }
        return "this should not happen: " + problem + " (--stacktrace shows where)";
    }
}
