package org.flux4j.vector.gradient;

import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.conv.InputGradient;
import org.flux4j.vector.conv.KernelGradient;
import org.flux4j.vector.row.Sums;
import org.flux4j.vector.run.Engine;

/** The gradients of a convolution, derived in {@code org.flux4j.ref.Conv2dGradient}. */
final class Conv2dGradient {
    private Conv2dGradient() {}

    static Tensor apply(Tensor dy, Shape x, Weight weight, int stride, Padding padding, Engine engine) {
        Shapes.gradient("conv2d", dy.shape(), Shapes.conv2d(x, weight, null, stride, padding));
        Tensor dx = engine.tensor(x);
        InputGradient.compute(dy, weight, stride, padding, dx, engine);
        return dx;
    }

    static void add(
            Tensor dy,
            Tensor x,
            Weight weight,
            int stride,
            Padding padding,
            float[] dWeight,
            float[] dBias,
            Engine engine) {
        Shapes.gradient("conv2d", dy.shape(), Shapes.conv2d(x.shape(), weight, null, stride, padding));
        if (dWeight != null) {
            KernelGradient.add(dy, x, weight.shape(), stride, padding, dWeight, engine);
        }
        if (dBias != null) {
            int pixels = dy.dim(1) * dy.dim(2);
            engine.run(dy.dim(0), scratch -> o -> dBias[o] += (float) Sums.sum(dy.data(), o * pixels, pixels));
        }
    }
}
