package org.flux4j.parity;

import org.flux4j.BadInputException;

/** Receives the results of golden cases, one after the other. */
interface Report {
    /** Called for each expected output. */
    void row(Row row);

    /** Called for each file that cannot be read or does not conform to the format. */
    void unreadable(BadInputException problem);
}
