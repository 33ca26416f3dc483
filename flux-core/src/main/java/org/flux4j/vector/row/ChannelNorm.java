package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.run.Engine;

/**
 * The group norm of a feature map, channel by channel: each group of neighbouring channels is measured with all its
 * pixels, then its channels are normalised, with the weight and bias of each.
 */
public final class ChannelNorm {
    private final Tensor x;
    private final float eps;
    private final int channels; // of a group
    private final float[] mean; // of the group of each channel
    private final float[] factor; // of each channel: its weight, divided by the deviation once that is measured
    private final float[] offset; // of each channel

    /** Creates a norm with nothing measured. */
    public ChannelNorm(Tensor x, Weight weight, Weight bias, int groups, float eps, Engine engine) {
        this.x = x;
        this.eps = eps;
        this.channels = x.dim(0) / groups;
        this.mean = engine.borrow(x.dim(0));
        this.factor = Widen.borrow(weight, x.dim(0), 1, engine);
        this.offset = Widen.borrow(bias, x.dim(0), 0, engine);
    }

    /** Releases the arrays. */
    public void release(Engine engine) {
        engine.release(mean);
        engine.release(factor);
        engine.release(offset);
    }

    /** Measures a group: once, and before its channels are normalised. */
    public void measure(int group) {
        int pixels = x.dim(1) * x.dim(2);
        Moments moments = Moments.of(x.data(), group * channels * pixels, channels * pixels);
        double deviation = Math.sqrt(moments.variance() + eps);
        for (int channel = group * channels; channel < (group + 1) * channels; channel++) {
            mean[channel] = (float) moments.mean();
            factor[channel] = (float) (factor[channel] / deviation);
        }
    }

    /** Measures a group and applies one of the functions below to its channels. */
    public void apply(int group, ChannelFunction function, float[] y) {
        measure(group);
        int pixels = x.dim(1) * x.dim(2);
        for (int channel = group * channels; channel < (group + 1) * channels; channel++) {
            function.apply(channel, x.data(), channel * pixels, y, channel * pixels, pixels);
        }
    }

    /** The {@link ChannelFunction} that normalises a channel. */
    public void norm(int channel, float[] from, int at, float[] to, int atTo, int count) {
        float center = mean[channel];
        float scale = factor[channel];
        float shift = offset[channel];
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector.fromArray(S, from, at + i).sub(center).fma(scale, shift).intoArray(to, atTo + i);
        }
        for (; i < count; i++) {
            to[atTo + i] = Math.fma(from[at + i] - center, scale, shift);
        }
    }

    /** The {@link ChannelFunction} that normalises a channel and applies SiLU. */
    public void normSilu(int channel, float[] from, int at, float[] to, int atTo, int count) {
        float center = mean[channel];
        float scale = factor[channel];
        float shift = offset[channel];
        int i = 0;
        for (; i <= count - L; i += L) {
            SiluRow.of(FloatVector.fromArray(S, from, at + i).sub(center).fma(scale, shift))
                    .intoArray(to, atTo + i);
        }
        if (i < count) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            SiluRow.of(FloatVector.fromArray(S, from, at + i, rest).sub(center).fma(scale, shift))
                    .intoArray(to, atTo + i, rest);
        }
    }
}
