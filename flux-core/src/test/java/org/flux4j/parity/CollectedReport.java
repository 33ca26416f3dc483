package org.flux4j.parity;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;

/** Keeps what it is told. */
record CollectedReport(List<Row> rows, List<String> problems) implements Report {
    CollectedReport() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public void row(Row row) {
        rows.add(row);
    }

    @Override
    public void unreadable(BadInputException problem) {
        problems.add(problem.getMessage());
    }
}
