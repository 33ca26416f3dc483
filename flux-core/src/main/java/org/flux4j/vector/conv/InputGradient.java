package org.flux4j.vector.conv;

import java.util.Arrays;
import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.run.Engine;

/**
 * The gradient of a convolution with respect to its input: a convolution of dy with the flipped kernel. With u' = kh − 1 − u
 * and v' = kw − 1 − v,
 *
 * <pre>
 * dx[c, r, s] = Σ_{o,u',v'} weight[o, c, kh − 1 − u', kw − 1 − v'] · e[o, r + u' + top − (kh − 1), s + v' + left − (kw − 1)]
 * </pre>
 *
 * where e[o, i·stride, j·stride] = dy[o, i, j] and all other elements of e are zero.
 */
public final class InputGradient {
    private InputGradient() {}

    /**
     * Computes dx.
     *
     * @param dy [O, height, width]
     * @param weight [O, C, kh, kw]
     * @param dx [C, H, W]
     */
    public static void compute(Tensor dy, Weight weight, int stride, Padding padding, Tensor dx, Engine engine) {
        Weight flipped = flipped(weight, engine);
        int top = weight.dim(2) - 1 - padding.top();
        int left = weight.dim(3) - 1 - padding.left();
        if (stride == 1 && top >= 0 && left >= 0) {
            Padding before = new Padding(top, left, 0, 0);
            Convolution.compute(dy, ChannelFunction::identity, flipped, null, 1, before, dx, engine);
        } else {
            int height = dx.dim(1) + weight.dim(2) - 1;
            int width = dx.dim(2) + weight.dim(3) - 1;
            float[] map = engine.borrow(dy.dim(0) * height * width);
            Tensor spread = Tensor.of(Shape.of(dy.dim(0), height, width), () -> map);
            engine.run(dy.dim(0), scratch -> o -> spread(dy, o, stride, top, left, spread));
            Convolution.compute(spread, ChannelFunction::identity, flipped, null, 1, Padding.NONE, dx, engine);
            engine.release(map);
        }
    }

    /** Returns weight'[c, o, u', v'] = weight[o, c, kh − 1 − u', kw − 1 − v']. */
    private static Weight flipped(Weight weight, Engine engine) {
        int outputs = weight.dim(0);
        int channels = weight.dim(1);
        int taps = weight.dim(2) * weight.dim(3);
        float[] flipped = new float[outputs * channels * taps];
        engine.run(outputs, scratch -> {
            float[] kernels = scratch.floats(channels * taps);
            return o -> {
                Widen.read(weight, (long) o * channels * taps, kernels, 0, channels * taps);
                for (int c = 0; c < channels; c++) {
                    int last = (c * outputs + o + 1) * taps - 1;
                    for (int tap = 0; tap < taps; tap++) {
                        flipped[last - tap] = kernels[c * taps + tap];
                    }
                }
            };
        });
        return Weight.of(Shape.of(channels, outputs, weight.dim(2), weight.dim(3)), flipped);
    }

    /** Writes one channel of e, which begins {@code top} rows and {@code left} columns before that of dy; both may be negative. */
    private static void spread(Tensor dy, int o, int stride, int top, int left, Tensor spread) {
        float[] from = dy.data();
        float[] to = spread.data();
        int height = spread.dim(1);
        int width = spread.dim(2);
        Arrays.fill(to, o * height * width, (o + 1) * height * width, 0);
        for (int i = 0; i < dy.dim(1); i++) {
            int row = top + i * stride;
            for (int j = 0; j < dy.dim(2) && row >= 0 && row < height; j++) {
                int column = left + j * stride;
                if (column >= 0 && column < width) {
                    to[(o * height + row) * width + column] = from[(o * dy.dim(1) + i) * dy.dim(2) + j];
                }
            }
        }
    }
}
