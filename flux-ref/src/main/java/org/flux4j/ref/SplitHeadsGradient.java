package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The gradient of {@link SplitHeads}. Every element of x becomes one element of y, so dx[l, h·D + d] = dy[h, l, d].
 *
 * <p>dy is [H, L, D], dx is [L, H·D].
 */
final class SplitHeadsGradient {
    private SplitHeadsGradient() {}

    static Tensor apply(Tensor dy) {
        Tensor dx = Tensor.zeros(Shapes.mergedHeads(dy.shape()));
        int heads = dy.dim(0);
        int l = dy.dim(1);
        int d = dy.dim(2);
        for (int head = 0; head < heads; head++) {
            for (int token = 0; token < l; token++) {
                System.arraycopy(dy.data(), (head * l + token) * d, dx.data(), (token * heads + head) * d, d);
            }
        }
        return dx;
    }
}
