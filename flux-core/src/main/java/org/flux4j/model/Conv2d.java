package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A convolution, like torch.nn.Conv2d.
 *
 * @param weight the kernel, [out, in, kernel, kernel]
 * @param bias [out]
 * @param stride the distance in pixels between the inputs of neighbouring outputs
 * @param padding the zeros around the input
 */
record Conv2d(Weight weight, Weight bias, int stride, Padding padding) {
    Conv2d(int in, int out, int kernel, int stride, Padding padding, Weights w) {
        this(w.get("weight", out, in, kernel, kernel), w.get("bias", out), stride, padding);
    }

    /** Creates a convolution that preserves height and width, with a kernel of odd size. */
    Conv2d(int in, int out, int kernel, Weights w) {
        this(in, out, kernel, 1, Padding.same(kernel / 2), w);
    }

    /**
     * Applies the convolution.
     *
     * @param x [in, H, W]
     * @return [out, (H + top + bottom − kernel) / stride + 1, (W + left + right − kernel) / stride + 1]
     */
    Tensor forward(Operators ops, Tensor x) {
        return ops.conv2d(x, weight, bias, stride, padding);
    }
}
