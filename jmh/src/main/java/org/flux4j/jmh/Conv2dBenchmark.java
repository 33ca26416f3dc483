package org.flux4j.jmh;

import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The convolutions of the autoencoder, from {@code channels} to as many, over {@code size} × {@code size} pixels. */
public class Conv2dBenchmark extends OperatorBenchmark {
    @Param("16")
    public int channels;

    @Param("64")
    public int size;

    private Tensor x;
    private Weight kernel3x3;
    private Weight kernel1x1;
    private Weight bias;

    @Override
    void prepare() {
        Inputs inputs = new Inputs();
        x = inputs.tensor(channels, size, size);
        kernel3x3 = inputs.weight(channels, channels, 3, 3);
        kernel1x1 = inputs.weight(channels, channels, 1, 1);
        bias = inputs.weight(channels);
    }

    @Benchmark
    public Tensor residual() {
        return ops.conv2d(x, kernel3x3, bias, 1, Padding.same(1));
    }

    @Benchmark
    public Tensor shortcut() {
        return ops.conv2d(x, kernel1x1, bias, 1, Padding.NONE);
    }

    @Benchmark
    public Tensor downsample() {
        return ops.conv2d(x, kernel3x3, bias, 2, new Padding(0, 0, 1, 1));
    }
}
