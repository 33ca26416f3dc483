package org.flux4j.parity;

import org.flux4j.BadInputException;

/** Who is told what came of golden cases, one after the other. */
interface Report {
    void row(Row row);

    /** A file that could not be read, or does not keep to the format. */
    void unreadable(BadInputException problem);
}
