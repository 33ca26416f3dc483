package org.flux4j.parity;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.op.Operators;

/**
 * A check of a backend against golden cases.
 *
 * @param backend the name of the backend, for messages
 * @param ops the operators of the backend
 */
public record Parity(String backend, Operators ops) {
    /**
     * Runs all cases under the given paths and prints a table, with a row for each expected output, and a summary.
     *
     * @param paths files, folders and archives
     * @param out receives the table
     * @param err receives a line for each file that cannot be read
     * @return the summary
     */
    public Summary printTable(List<Path> paths, PrintWriter out, PrintWriter err) {
        TextReport report = new TextReport(TableLayout.of(paths), out, err);
        Summary summary = run(paths, report);
        out.println(summary);
        return summary;
    }

    /**
     * Runs all cases under the given paths and prints the rows and a summary as a JSON object.
     *
     * @param paths files, folders and archives
     * @param out receives the JSON object
     * @param err receives a line for each file that cannot be read
     * @return the summary
     */
    public Summary printJson(List<Path> paths, PrintWriter out, PrintWriter err) {
        JsonReport report = new JsonReport(backend, err);
        Summary summary = run(paths, report);
        out.println(report.finish(summary));
        return summary;
    }

    /** Runs all cases under the given paths and returns a summary. */
    Summary run(List<Path> paths, Report report) {
        Counter counter = new Counter(report);
        CaseRunner runner = new CaseRunner(backend, ops, counter);
        paths.forEach(path -> CaseFiles.visit(path, runner));
        return counter.summary;
    }

    /** Forwards a report and counts its rows. */
    private static final class Counter implements Report {
        private final Report report;
        private Summary summary = Summary.NOTHING;

        Counter(Report report) {
            this.report = report;
        }

        @Override
        public void row(Row row) {
            summary = summary.plus(row.verdict());
            report.row(row);
        }

        @Override
        public void unreadable(BadInputException problem) {
            summary = summary.plusUnreadable();
            report.unreadable(problem);
        }
    }
}
