package org.flux4j.parity;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.op.Operators;

/**
 * Checks a backend against golden cases.
 *
 * @param backend its name, for messages
 */
public record Parity(String backend, Operators ops) {
    /** Runs every case under the paths and prints a table: a row for every expected output, then the counts. */
    public Summary printTable(List<Path> paths, PrintWriter out, PrintWriter err) {
        TextReport report = new TextReport(TableLayout.of(paths), out, err);
        Summary summary = run(paths, report);
        out.println(summary);
        return summary;
    }

    /** Runs every case under the paths and prints the rows as one JSON object. */
    public Summary printJson(List<Path> paths, PrintWriter out, PrintWriter err) {
        JsonReport report = new JsonReport(backend, err);
        Summary summary = run(paths, report);
        out.println(report.finish(summary));
        return summary;
    }

    /** Runs every case under the paths. */
    Summary run(List<Path> paths, Report report) {
        Counter counter = new Counter(report);
        CaseRunner runner = new CaseRunner(backend, ops, counter);
        paths.forEach(path -> CaseFiles.visit(path, runner));
        return counter.summary;
    }

    /** Counts what it passes on. */
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
