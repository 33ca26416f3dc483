package org.flux4j.ref;

import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The gradients of {@link Conv2d}. Since y[o, i, j] = bias[o] + Σ_{c,u,v} weight[o, c, u, v] · x[c, r, s] with the input
 * pixel r = i·stride + u − top, s = j·stride + v − left, every product of the forward sum contributes to one element of
 * each gradient:
 *
 * <pre>
 * dx[c, r, s]          += weight[o, c, u, v] · dy[o, i, j]
 * dWeight[o, c, u, v]  += x[c, r, s] · dy[o, i, j]
 * dBias[o]             += dy[o, i, j]
 * </pre>
 *
 * where products whose pixel is outside of the map are left out.
 *
 * <p>x and dx are [C, H, W], weight is [O, C, kh, kw], dy is [O, height, width].
 */
final class Conv2dGradient {
    private Conv2dGradient() {}

    static Tensor apply(Tensor dy, Shape x, Weight weight, int stride, Padding padding, int threads) {
        Shapes.gradient("conv2d", dy.shape(), Shapes.conv2d(x, weight, null, stride, padding));
        Tensor dx = Tensor.zeros(x);
        int channels = x.dim(0);
        int pixels = x.dim(1) * x.dim(2);
        int taps = weight.dim(2) * weight.dim(3);
        Parallel.over(channels, threads, (from, to) -> {
            float[] kernel = new float[taps];
            for (int c = from; c < to; c++) {
                double[] sums = new double[pixels];
                for (int o = 0; o < dy.dim(0); o++) {
                    weight.read((long) (o * channels + c) * taps, kernel, 0, taps);
                    forEachProduct(dy, o, x, weight, stride, padding, (tap, pixel, output) -> {
                        sums[pixel] += (double) kernel[tap] * dy.data()[output];
                    });
                }
                for (int i = 0; i < pixels; i++) {
                    dx.data()[c * pixels + i] = (float) sums[i];
                }
            }
        });
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
            int threads) {
        Shapes.gradient("conv2d", dy.shape(), Shapes.conv2d(x.shape(), weight, null, stride, padding));
        int channels = x.dim(0);
        int pixels = x.dim(1) * x.dim(2);
        int taps = weight.dim(2) * weight.dim(3);
        int outputs = dy.dim(1) * dy.dim(2);
        Parallel.over(dy.dim(0), threads, (from, to) -> {
            for (int o = from; o < to; o++) {
                for (int c = 0; dWeight != null && c < channels; c++) {
                    double[] sums = new double[taps];
                    int first = c * pixels;
                    forEachProduct(dy, o, x.shape(), weight, stride, padding, (tap, pixel, output) -> {
                        sums[tap] += (double) x.data()[first + pixel] * dy.data()[output];
                    });
                    Params.add(sums, dWeight, (o * channels + c) * taps);
                }
                if (dBias != null) {
                    double sum = 0;
                    for (int i = o * outputs; i < (o + 1) * outputs; i++) {
                        sum += dy.data()[i];
                    }
                    dBias[o] = (float) (dBias[o] + sum);
                }
            }
        });
    }

    /** A product of the forward sum, for one output channel and one input channel. */
    private interface Product {
        /**
         * Adds its contribution.
         *
         * @param tap the index of the weight in the kernel [kh, kw]
         * @param pixel the index of the input in the channel [H, W]
         * @param output the index of the output in y
         */
        void add(int tap, int pixel, int output);
    }

    /** Visits all products of output channel o with one input channel whose pixels are inside of the map. */
    private static void forEachProduct(
            Tensor dy, int o, Shape x, Weight weight, int stride, Padding padding, Product product) {
        for (int u = 0; u < weight.dim(2); u++) {
            for (int v = 0; v < weight.dim(3); v++) {
                for (int i = 0; i < dy.dim(1); i++) {
                    int row = i * stride + u - padding.top();
                    if (row < 0 || row >= x.dim(1)) {
                        continue;
                    }
                    for (int j = 0; j < dy.dim(2); j++) {
                        int column = j * stride + v - padding.left();
                        if (column >= 0 && column < x.dim(2)) {
                            product.add(
                                    u * weight.dim(3) + v,
                                    row * x.dim(2) + column,
                                    (o * dy.dim(1) + i) * dy.dim(2) + j);
                        }
                    }
                }
            }
        }
    }
}
