package org.flux4j.parity;

/**
 * A summary of a report.
 *
 * @param passed the number of rows that passed
 * @param failed the number of rows that failed
 * @param skipped the number of rows that were skipped
 * @param unreadable the number of files that could not be read
 */
public record Summary(int passed, int failed, int skipped, int unreadable) {
    static final Summary NOTHING = new Summary(0, 0, 0, 0);

    /** Returns this summary with one more row. */
    Summary plus(Row.Verdict verdict) {
        return switch (verdict) {
            case PASS -> new Summary(passed + 1, failed, skipped, unreadable);
            case FAIL -> new Summary(passed, failed + 1, skipped, unreadable);
            case SKIPPED -> new Summary(passed, failed, skipped + 1, unreadable);
        };
    }

    /** Returns this summary with one more file that could not be read. */
    Summary plusUnreadable() {
        return new Summary(passed, failed, skipped, unreadable + 1);
    }

    /**
     * Returns the exit status: 2 if a file could not be read, otherwise 1 if a row failed or no row passed, otherwise
     * 0.
     */
    public int exitStatus() {
        if (unreadable > 0) {
            return 2;
        }
        return failed > 0 || passed == 0 ? 1 : 0;
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed, " + skipped + " skipped";
    }
}
