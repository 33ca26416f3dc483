package org.flux4j.parity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import org.flux4j.BadInputException;

/** A report as a JSON object, for programs. Numbers that are not finite are the strings "NaN" and "Infinity". */
final class JsonReport implements Report {
    private final PrintWriter err;
    private final ObjectNode report = JsonNodeFactory.instance.objectNode();
    private final ArrayNode rows;
    private final ArrayNode unreadable;

    JsonReport(String backend, PrintWriter err) {
        this.err = err;
        report.put("backend", backend);
        rows = report.putArray("rows");
        unreadable = report.putArray("unreadable");
    }

    @Override
    public void row(Row row) {
        ObjectNode node = rows.addObject();
        node.put("case", row.golden().name());
        node.put("file", row.golden().source());
        node.put("op", row.golden().op());
        node.put("output", row.output());
        ArrayNode shape = node.putArray("shape");
        for (int size : row.shape().toArray()) {
            shape.add(size);
        }
        Difference difference = row.difference();
        if (difference != null) {
            node.put("max_abs", difference.maxAbs());
            node.put("max_rel", difference.maxRel());
            node.put("rms", difference.rms());
        }
        node.put("atol", row.golden().tolerance().atol());
        node.put("rtol", row.golden().tolerance().rtol());
        node.put("verdict", row.verdict().name().toLowerCase(Locale.ROOT));
        if (!row.note().isEmpty()) {
            node.put("note", row.note());
        }
    }

    @Override
    public void unreadable(BadInputException problem) {
        unreadable.add(problem.getMessage());
        err.println("flux: " + problem.getMessage());
    }

    /** Returns the whole report, with the given summary. */
    String finish(Summary summary) {
        report.put("passed", summary.passed());
        report.put("failed", summary.failed());
        report.put("skipped", summary.skipped());
        return report.toPrettyString();
    }
}
