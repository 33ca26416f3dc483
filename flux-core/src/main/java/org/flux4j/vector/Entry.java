package org.flux4j.vector;

/** What happens to the input of a convolution on its way in. */
interface Entry {
    /** y[atY + i] = f(x[at + i]) for i &lt; count, all of them of one channel. */
    void apply(int channel, float[] x, int at, float[] y, int atY, int count);

    /** Takes the input as it is. */
    static void copy(int channel, float[] x, int at, float[] y, int atY, int count) {
        System.arraycopy(x, at, y, atY, count);
    }
}
