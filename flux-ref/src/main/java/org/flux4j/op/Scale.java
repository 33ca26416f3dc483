package org.flux4j.op;

/** The factors by which stored elements are multiplied when they are read: one for each run of consecutive elements. */
public final class Scale {
    /** The scale that changes nothing. */
    public static final Scale ONE = new Scale(new float[] {1}, Long.MAX_VALUE, 0);

    private final float[] factors;
    private final long run; // elements that share a factor
    private final long first; // the index of the first element

    private Scale(float[] factors, long run, long first) {
        this.factors = factors;
        this.run = run;
        this.first = first;
    }

    /**
     * Returns a scale.
     *
     * @param factors one for each run
     * @param run the number of elements of a run
     */
    static Scale of(float[] factors, long run) {
        return new Scale(factors.clone(), run, 0);
    }

    /** Returns the scale of the elements from the given one on. */
    Scale from(long element) {
        return this == ONE ? this : new Scale(factors, run, first + element);
    }

    /** Multiplies elements in place. The first of them is element {@code from}, at {@code at} in the array. */
    public void apply(long from, float[] elements, int at, int count) {
        if (this == ONE) {
            return;
        }
        int end = 0;
        for (int start = 0; start < count; start = end) {
            long element = first + from + start;
            float factor = factors[(int) (element / run)];
            end = (int) Math.min(count, start + run - element % run);
            for (int i = start; i < end; i++) {
                elements[at + i] *= factor;
            }
        }
    }
}
