package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Layer norm over each group of neighbouring channels with all their pixels, then the weight and bias of each channel. */
final class GroupNorm {
    private final Tensor x;
    private final float eps;
    private final int channels; // of a group
    private final float[] mean; // of each channel's group
    private final float[] factor; // of each channel: its weight, and once measured, that through the deviation
    private final float[] offset; // of each channel

    GroupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps, Engine engine) {
        this.x = x;
        this.eps = eps;
        this.channels = x.dim(0) / groups;
        this.mean = engine.take(x.dim(0));
        this.factor = engine.read(weight, x.dim(0), 1);
        this.offset = engine.read(bias, x.dim(0), 0);
    }

    /** Gives the arrays back. */
    void end(Engine engine) {
        engine.give(mean);
        engine.give(factor);
        engine.give(offset);
    }

    /** To be called once for each group before its channels are normalised. */
    void measure(int group) {
        int pixels = x.dim(1) * x.dim(2);
        Moments moments = Moments.of(x.data(), group * channels * pixels, channels * pixels);
        double deviation = Math.sqrt(moments.variance() + eps);
        for (int channel = group * channels; channel < (group + 1) * channels; channel++) {
            mean[channel] = (float) moments.mean();
            factor[channel] = (float) (factor[channel] / deviation);
        }
    }

    /** Measures a group and normalises it, by one of the functions below. */
    void apply(int group, ChannelFunction function, float[] y) {
        measure(group);
        int pixels = x.dim(1) * x.dim(2);
        for (int channel = group * channels; channel < (group + 1) * channels; channel++) {
            function.apply(channel, x.data(), channel * pixels, y, channel * pixels, pixels);
        }
    }

    /** The norm. */
    void norm(int channel, float[] from, int at, float[] to, int atTo, int count) {
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

    /** The norm, then SiLU. */
    void normSilu(int channel, float[] from, int at, float[] to, int atTo, int count) {
        float center = mean[channel];
        float scale = factor[channel];
        float shift = offset[channel];
        int i = 0;
        for (; i <= count - L; i += L) {
            Silu.of(FloatVector.fromArray(S, from, at + i).sub(center).fma(scale, shift))
                    .intoArray(to, atTo + i);
        }
        if (i < count) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            Silu.of(FloatVector.fromArray(S, from, at + i, rest).sub(center).fma(scale, shift))
                    .intoArray(to, atTo + i, rest);
        }
    }
}
