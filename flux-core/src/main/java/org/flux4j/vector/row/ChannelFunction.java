package org.flux4j.vector.row;

/** A function applied to every element of a row of one channel, on which it may depend. */
public interface ChannelFunction {
    /** Computes y[atY + i] = f(x[at + i]) for i &lt; count; y may be x. */
    void apply(int channel, float[] x, int at, float[] y, int atY, int count);

    /** The identity, which does nothing: y must be x. */
    static void identity(int channel, float[] x, int at, float[] y, int atY, int count) {
        // nothing to do
    }
}
