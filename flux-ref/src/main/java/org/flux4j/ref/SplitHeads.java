package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The split of the channels of each token into heads: y[h, l, d] = x[l, h·D + d] with D = C / numHeads.
 *
 * <p>x is [L, C], y is [numHeads, L, D].
 *
 * <p>Source: rearrange(qkv, "B L (K H D) -> K B H L D") in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L99">SelfAttention</a>,
 * for one of q, k and v.
 */
final class SplitHeads {
    private SplitHeads() {}

    static Tensor apply(Tensor x, int numHeads) {
        Tensor y = Tensor.zeros(Shapes.splitHeads(x.shape(), numHeads));
        int l = y.dim(1);
        int d = y.dim(2);
        int c = numHeads * d;
        for (int head = 0; head < numHeads; head++) {
            for (int token = 0; token < l; token++) {
                System.arraycopy(x.data(), token * c + head * d, y.data(), (head * l + token) * d, d);
            }
        }
        return y;
    }
}
