package org.flux4j.vector;

/** A function of the elements of a feature map that depends on their channel. */
interface ChannelFunction {
    /** y[atY + i] = f(x[at + i]) for i &lt; count, all of them of one channel; y may be x. */
    void apply(int channel, float[] x, int at, float[] y, int atY, int count);

    /** Leaves elements as they are: y must be x. */
    static void none(int channel, float[] x, int at, float[] y, int atY, int count) {
        // nothing to do
    }
}
