package org.flux4j.parity;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Operators;

/** Runs golden cases on a backend and reports a row for each expected output. */
final class CaseRunner implements CaseFiles.Visitor {
    private final String backend;
    private final Operators ops;
    private final Report report;

    CaseRunner(String backend, Operators ops, Report report) {
        this.backend = backend;
        this.ops = ops;
        this.report = report;
    }

    @Override
    public void found(CaseFile file) {
        try {
            GoldenCase golden = GoldenCase.read(file);
            run(golden, OperationTable.all().get(golden.op()));
        } catch (BadInputException e) {
            report.unreadable(file.located(e));
        }
    }

    @Override
    public void unreadable(BadInputException problem) {
        report.unreadable(problem);
    }

    private void run(GoldenCase golden, Operation operation) {
        try {
            Operation selected = golden.backward() ? operation.backward() : operation;
            compare(golden, selected.run(ops, golden));
        } catch (BadInputException e) {
            throw e;
        } catch (UnsupportedOperationException e) {
            String lack =
                    golden.backward() ? " has no backward pass of this operator: " : " does not have this operator: ";
            skip(golden, "backend " + backend + lack + e.getMessage());
        } catch (ArithmeticException | OutOfMemoryError e) {
            fail(golden, "too large to compute: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            fail(golden, e.getMessage());
        } catch (RuntimeException e) {
            fail(golden, e + place(e));
        }
    }

    /** Returns the place in this program from which an unexpected exception was thrown. */
    private static String place(RuntimeException problem) {
        return Stream.of(problem.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.flux4j."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }

    private void compare(GoldenCase golden, List<StoredTensor> outputs) {
        for (String name : golden.expected().keySet()) {
            Row row = outputs.stream()
                    .filter(output -> output.name().equals(name))
                    .findFirst()
                    .map(output -> Row.compare(golden, name, output))
                    .orElseGet(() ->
                            Row.failed(golden, name, "the operator has no such output; it has " + names(outputs)));
            report.row(row);
        }
    }

    private static String names(List<StoredTensor> outputs) {
        return outputs.stream().map(StoredTensor::name).collect(Collectors.joining(", "));
    }

    private void skip(GoldenCase golden, String why) {
        golden.expected().keySet().forEach(name -> report.row(Row.skipped(golden, name, why)));
    }

    private void fail(GoldenCase golden, String why) {
        golden.expected().keySet().forEach(name -> report.row(Row.failed(golden, name, why)));
    }
}
