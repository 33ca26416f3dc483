package org.flux4j.vector;

/** What happens to results before they are written, element by element. */
interface Activation {
    /** y[atY + i] = f(x[at + i]) for i &lt; count; y may be x. */
    void apply(float[] x, int at, float[] y, int atY, int count);

    /** Leaves results as they are: y must be x. */
    static void none(float[] x, int at, float[] y, int atY, int count) {
        // nothing to do
    }
}
