package org.flux4j.vector.row;

/**
 * A function applied to every element of a row. Functions repeat the loop over a row: one loop for all, with the formula as
 * an argument, took 5.2 times as long once it had seen four of them, as C2 then inlines none and vectors become objects.
 */
public interface RowFunction {
    /** Computes y[atY + i] = f(x[at + i]) for i &lt; count; y may be x. */
    void apply(float[] x, int at, float[] y, int atY, int count);

    /** The identity, which does nothing: y must be x. */
    static void identity(float[] x, int at, float[] y, int atY, int count) {
        // nothing to do
    }
}
