package org.flux4j.parity;

import java.io.PrintWriter;
import org.flux4j.BadInputException;

/** A report as a table, for people: a line for each row, followed by the reason if it did not pass. */
final class TextReport implements Report {
    private final TableLayout layout;
    private final PrintWriter out;
    private final PrintWriter err;

    TextReport(TableLayout layout, PrintWriter out, PrintWriter err) {
        this.layout = layout;
        this.out = out;
        this.err = err;
        String heading = layout.line("case", "operator", "output", "shape", "max abs", "max rel", "rms", "tolerance");
        out.println(heading + "result");
    }

    @Override
    public void row(Row row) {
        Difference difference = row.difference();
        String line = layout.line(
                row.golden().name(),
                row.golden().op(),
                row.output(),
                row.shape().toString(),
                difference == null ? "-" : NumberText.error(difference.maxAbs()),
                difference == null ? "-" : NumberText.error(difference.maxRel()),
                difference == null ? "-" : NumberText.error(difference.rms()),
                row.golden().tolerance().toString());
        out.println(line + verdict(row.verdict()));
        if (!row.note().isEmpty()) {
            out.println("    " + row.note());
        }
        out.flush();
    }

    @Override
    public void unreadable(BadInputException problem) {
        out.flush();
        err.println("flux: " + problem.getMessage());
        err.flush();
    }

    private static String verdict(Row.Verdict verdict) {
        return verdict == Row.Verdict.SKIPPED ? "skipped" : verdict.name();
    }
}
