package org.flux4j.tornado;

import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import org.flux4j.tornado.tile.Window;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A convolution: y[o, i, j] = bias[o] + Σ_{c,u,v} weight[o, c, u, v] · x[c, i·stride + u − top, j·stride + v − left],
 * where x is zero outside of the map. The twin of {@code org.flux4j.ref.Conv2d}.
 */
final class Conv2d {
    private static final Kernel KERNEL = Kernel.of("conv2d", Conv2d::conv2d);

    private Conv2d() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, int stride, Padding padding, Engine engine) {
        Shape y = Shapes.conv2d(x.shape(), weight, bias, stride, padding);
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .tensor(Params.matrix(weight, engine))
                .tensor(Params.vector(bias, y.dim(0), 0))
                .result(y)
                .ints(Window.sizes(x.shape(), weight.shape(), stride, padding, y))
                .over(y.dim(0), y.dim(1) * y.dim(2)));
    }

    static void conv2d(FloatArray x, FloatArray weight, FloatArray bias, FloatArray y, IntArray sizes) {
        int channels = sizes.get(0);
        int height = sizes.get(1);
        int width = sizes.get(2);
        int pixels = sizes.get(4);
        int columns = sizes.get(5);
        int kh = sizes.get(6);
        int kw = sizes.get(7);
        for (@Parallel int o = 0; o < sizes.get(3); o++) {
            for (@Parallel int pixel = 0; pixel < pixels; pixel++) {
                int firstRow = pixel / columns * sizes.get(8) - sizes.get(9);
                int firstColumn = pixel % columns * sizes.get(8) - sizes.get(10);
                float sum = bias.get(o);
                for (int c = 0; c < channels; c++) {
                    for (int u = 0; u < kh; u++) {
                        for (int v = 0; v < kw; v++) {
                            int row = firstRow + u;
                            int column = firstColumn + v;
                            if (row >= 0 && row < height && column >= 0 && column < width) {
                                sum += weight.get(((o * channels + c) * kh + u) * kw + v)
                                        * x.get((c * height + row) * width + column);
                            }
                        }
                    }
                }
                y.set(o * pixels + pixel, sum);
            }
        }
    }
}
