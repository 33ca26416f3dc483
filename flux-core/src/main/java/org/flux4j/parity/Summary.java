package org.flux4j.parity;

/** How many rows passed, failed and were skipped, and how many files could not be read. */
public record Summary(int passed, int failed, int skipped, int unreadable) {
    static final Summary NOTHING = new Summary(0, 0, 0, 0);

    Summary plus(Row.Verdict verdict) {
        return switch (verdict) {
            case PASS -> new Summary(passed + 1, failed, skipped, unreadable);
            case FAIL -> new Summary(passed, failed + 1, skipped, unreadable);
            case SKIPPED -> new Summary(passed, failed, skipped + 1, unreadable);
        };
    }

    Summary plusUnreadable() {
        return new Summary(passed, failed, skipped, unreadable + 1);
    }

    /** 2 when a file could not be read, else 1 when a row failed or none was compared, else 0. */
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
