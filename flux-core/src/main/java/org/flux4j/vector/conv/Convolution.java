package org.flux4j.vector.conv;

import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.run.Engine;

/**
 * A convolution of a function of a feature map: y[o, i, j] = bias[o] + Σ_{c,u,v} weight[o, c, u, v] · f(x)[c, i·stride
 * + u − top, j·stride + v − left], with f(x) zero outside of x.
 */
public final class Convolution {
    private Convolution() {}

    /**
     * Computes y.
     *
     * @param x [C, H, W]
     * @param prologue the function of each element of x
     * @param weight [O, C, kh, kw]
     * @param bias [O], or null for none
     * @param y [O, H', W']
     */
    public static void compute(
            Tensor x,
            ChannelFunction prologue,
            Weight weight,
            Weight bias,
            int stride,
            Padding padding,
            Tensor y,
            Engine engine) {
        if (Winograd.suits(weight, stride)) {
            Winograd.compute(x, prologue, weight, bias, padding, y, engine);
        } else {
            DirectConvolution.compute(x, prologue, weight, bias, stride, padding, y, engine);
        }
    }
}
