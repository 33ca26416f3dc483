package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.flux4j.BadInputException;
import org.flux4j.op.DeviceException;
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

/** Handles the failure of a command: prints one line to stderr that says what is wrong, and returns an exit status. */
final class ErrorLines implements IExecutionExceptionHandler, IParameterExceptionHandler, IExecutionStrategy {
    /** The exit status if an input or an option cannot be used. */
    static final int BAD_INPUT = 2;

    /** The exit status after an internal error, or if memory runs out (EX_SOFTWARE in sysexits.h). */
    static final int INTERNAL_ERROR = 70;

    /** The exit status if standard output cannot be written (EX_IOERR in sysexits.h). */
    static final int OUTPUT_ERROR = 74;

    /** The hint in messages about a prompt that is missing, or that looks like an option. */
    static final String TEXT_HINT = " (a text that begins with '-' goes after '--')";

    private final BooleanSupplier stacktrace;

    /**
     * Creates a handler.
     *
     * @param stacktrace whether to print the stack trace as well
     */
    ErrorLines(BooleanSupplier stacktrace) {
        this.stacktrace = stacktrace;
    }

    /** Runs the command. Errors are wrapped, because picocli passes only exceptions to the handler below. */
    @Override
    public int execute(ParseResult parsed) {
        CommandLine command = parsed.asCommandLineList().getLast();
        try {
            int status = new RunLast().execute(parsed);
            command.getOut().flush();
            return status;
        } catch (OutOfMemoryError | InternalError | StandardOutput.Failure e) {
            throw new ExecutionException(command, e.toString(), e);
        }
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        Throwable problem = thrown instanceof ExecutionException wrapper ? wrapper.getCause() : thrown;
        PrintWriter err = command.getErr();
        err.println("flux: " + message(problem));
        if (stacktrace.getAsBoolean()) {
            problem.printStackTrace(err);
        }
        return switch (problem) {
            case BadInputException e -> BAD_INPUT;
            case StandardOutput.Failure e -> OUTPUT_ERROR;
            case InternalError e -> isMappingFault(e) ? BAD_INPUT : INTERNAL_ERROR;
            default -> INTERNAL_ERROR;
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
        err.println("flux: " + problem.getMessage() + (mayBeText(problem) ? TEXT_HINT : ""));
        if (!isSentence(problem) && !UnmatchedArgumentException.printSuggestions(problem, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return BAD_INPUT;
    }

    /** Returns whether an argument that looks like an option may have been meant as the command's prompt. */
    private static boolean mayBeText(ParameterException problem) {
        boolean likeOption = problem instanceof MissingParameterException
                || !unknownOption(problem).isEmpty();
        return likeOption
                && problem.getCommandLine().getCommandSpec().positionalParameters().stream()
                        .anyMatch(parameter -> parameter.type() == String.class);
    }

    /** Returns whether an argument that looks like an option has several words, so that it is not a misspelt option. */
    private static boolean isSentence(ParameterException problem) {
        return mayBeText(problem) && unknownOption(problem).contains(" ");
    }

    /** Returns the first unknown option; empty if there is none. */
    private static String unknownOption(ParameterException problem) {
        return problem instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
                ? unmatched.getUnmatched().getFirst()
                : "";
    }

    /** Returns the message for the user, one line. */
    private static String message(Throwable problem) {
        if (problem instanceof BadInputException
                || problem instanceof StandardOutput.Failure
                || problem instanceof DeviceException) {
            return problem.getMessage();
        }
        if (isMappingFault(problem)) {
            return "a weight file was cut short, or its disk failed, while it was read;"
                    + " 'flux inspect' of the model names it";
        }
        if (problem instanceof OutOfMemoryError) {
            return String.format(
                    Locale.ROOT,
                    "out of memory: Java may use %,d MiB; JDK_JAVA_OPTIONS=-Xmx16g in the environment gives it 16 GiB",
                    Runtime.getRuntime().maxMemory() >> 20);
        }
        return "this should not happen: " + problem + " (--stacktrace shows where)";
    }

    /** Returns whether reading a mapped file failed, which only the message of HotSpot's error tells. */
    private static boolean isMappingFault(Throwable problem) {
        return problem instanceof InternalError
                && String.valueOf(problem.getMessage()).contains("unsafe memory access operation");
    }
}
