package org.flux4j.ref;

import java.util.Arrays;
import org.flux4j.op.Padding;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A convolution over a feature map: y[o, i, j] = bias[o] + Σ_{c,u,v} weight[o, c, u, v] · x[c, i·stride + u − top,
 * j·stride + v − left], with x zero outside.
 *
 * <p>x [C, H, W], weight [O, C, kh, kw], bias [O] or null, y [O, (H + top + bottom − kh) / stride + 1, (W + left + right −
 * kw) / stride + 1].
 *
 * <p>Source: torch.nn.Conv2d, as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L89">Downsample</a>,
 * where the padding is on the right and at the bottom only.
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

    /** sums[j] += Σ_{c,u,v} kernel[c, u, v] · x[c, i·stride + u − top, j·stride + v − left] for a whole row of outputs. */
    private static void addRow(
            Tensor x, float[] kernel, int kh, int kw, int i, int stride, Padding padding, double[] sums) {
        int rows = x.dim(1);
        int columns = x.dim(2);
        for (int c = 0; c < x.dim(0); c++) {
            for (int u = 0; u < kh; u++) {
                int row = i * stride + u - padding.top();
                if (row < 0 || row >= rows) {
                    continue;
                }
                for (int v = 0; v < kw; v++) {
                    int left = v - padding.left();
                    int from = Math.max(0, Math.ceilDiv(-left, stride));
                    int to = Math.min(sums.length, Math.ceilDiv(columns - left, stride));
                    float factor = kernel[(c * kh + u) * kw + v];
                    addScaled(factor, x.data(), (c * rows + row) * columns + left, stride, sums, from, to);
                }
            }
        }
    }

    /** sums[j] += factor · x[start + j·stride] for the j whose column lies inside the map. */
    private static void addScaled(double factor, float[] x, int start, int stride, double[] sums, int from, int to) {
        for (int j = from; j < to; j++) {
            sums[j] += factor * x[start + j * stride];
        }
    }
}
