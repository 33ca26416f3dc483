package org.flux4j.vector;

import org.flux4j.op.Padding;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.conv.Convolution;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.run.Engine;

/**
 * A convolution over a feature map: y[o, i, j] = bias[o] + Σ_{c,u,v} weight[o, c, u, v] · x[c, i·stride + u − top,
 * j·stride + v − left], with x zero outside.
 */
final class Conv2d {
    private Conv2d() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, int stride, Padding padding, Engine engine) {
        Tensor y = engine.tensor(Shapes.conv2d(x.shape(), weight, bias, stride, padding));
        Convolution.compute(x, ChannelFunction::identity, weight, bias, stride, padding, y, engine);
        return y;
    }
}
