package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A convolution, as torch.nn.Conv2d.
 *
 * @param weight [out, in, kernel, kernel]
 * @param bias [out]
 */
record Conv2d(Weight weight, Weight bias, int stride, Padding padding) {
    Conv2d(int in, int out, int kernel, int stride, Padding padding, Weights w) {
        this(w.get("weight", out, in, kernel, kernel), w.get("bias", out), stride, padding);
    }

    /** One that keeps height and width; the kernel is odd. */
    Conv2d(int in, int out, int kernel, Weights w) {
        this(in, out, kernel, 1, Padding.same(kernel / 2), w);
    }

    /** [in, H, W] to [out, (H + padding − kernel) / stride + 1, …]. */
    Tensor forward(Operators ops, Tensor x) {
        return ops.conv2d(x, weight, bias, stride, padding);
    }
}
