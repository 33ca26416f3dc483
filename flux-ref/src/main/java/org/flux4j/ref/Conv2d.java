package org.flux4j.ref;

import java.util.Arrays;
import org.flux4j.op.Padding;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A convolution: y[o, i, j] = bias[o] + Σ_{c,u,v} weight[o, c, u, v] · x[c, i·stride + u − top, j·stride + v − left],
 * where x is zero outside of the map.
 *
 * <p>x is [C, H, W], weight is [O, C, kh, kw], bias is [O] or {@code null}, y is [O, (H + top + bottom − kh) / stride +
 * 1, (W + left + right − kw) / stride + 1], rounded down.
 *
 * <p>Source: torch.nn.Conv2d, as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L89">Downsample</a>,
 * where the padding is at the bottom and on the right only.
 */
final class Conv2d {
    private Conv2d() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, int stride, Padding padding, int threads) {
        Tensor y = Tensor.zeros(Shapes.conv2d(x.shape(), weight, bias, stride, padding));
        int height = y.dim(1);
        int width = y.dim(2);
        int outputs = weight.dim(0);
        float[] offsets = Params.read(bias, outputs, 0);
        Parallel.over(outputs, threads, (from, to) -> {
            float[] kernel = new float[x.dim(0) * weight.dim(2) * weight.dim(3)];
            double[] sums = new double[width];
            for (int o = from; o < to; o++) {
                weight.read((long) o * kernel.length, kernel, 0, kernel.length);
                for (int i = 0; i < height; i++) {
                    Arrays.fill(sums, offsets[o]);
                    addRow(x, kernel, weight.dim(2), weight.dim(3), i, stride, padding, sums);
                    for (int j = 0; j < width; j++) {
                        y.data()[(o * height + i) * width + j] = (float) sums[j];
                    }
                }
            }
        });
        return y;
    }

    /**
     * Adds Σ_{c,u,v} kernel[c, u, v] · x[c, i·stride + u − top, j·stride + v − left] to sums[j], for row i of the
     * output.
     */
    private static void addRow(
            Tensor x, float[] kernel, int kh, int kw, int i, int stride, Padding padding, double[] sums) {
        int height = x.dim(1);
        int width = x.dim(2);
        for (int c = 0; c < x.dim(0); c++) {
            for (int u = 0; u < kh; u++) {
                int row = i * stride + u - padding.top();
                if (row < 0 || row >= height) {
                    continue;
                }
                for (int v = 0; v < kw; v++) {
                    int left = v - padding.left();
                    int from = Math.max(0, Math.ceilDiv(-left, stride));
                    int to = Math.min(sums.length, Math.ceilDiv(width - left, stride));
                    float factor = kernel[(c * kh + u) * kw + v];
                    addScaled(factor, x.data(), (c * height + row) * width + left, stride, sums, from, to);
                }
            }
        }
    }

    /**
     * Adds factor · x[start + j·stride] to sums[j], for j in from..to−1: the outputs whose input lies inside the map.
     */
    private static void addScaled(double factor, float[] x, int start, int stride, double[] sums, int from, int to) {
        for (int j = from; j < to; j++) {
            sums[j] += factor * x[start + j * stride];
        }
    }
}
