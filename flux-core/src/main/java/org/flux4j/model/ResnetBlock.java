package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * A residual block: two convolutions, each after a group norm and silu, beside a shortcut.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L55-L82">flux@802fb47
 * modules/autoencoder.py, ResnetBlock</a>.
 */
public final class ResnetBlock {
    private final String path;
    private final GroupNorm norm1;
    private final Conv2d conv1; // [out, in, 3, 3]
    private final GroupNorm norm2;
    private final Conv2d conv2; // [out, out, 3, 3]
    private final Conv2d ninShortcut; // [out, in, 1, 1]; null if out = in

    /**
     * Creates a block.
     *
     * @param in the number of channels of the input
     * @param out the number of channels of the output
     * @param groups the number of groups of the norms
     * @param w the weights of the block
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public ResnetBlock(int in, int out, int groups, Weights w) {
        path = w.path();
        norm1 = new GroupNorm(groups, in, w.in("norm1"));
        conv1 = new Conv2d(in, out, 3, w.in("conv1"));
        norm2 = new GroupNorm(groups, out, w.in("norm2"));
        conv2 = new Conv2d(out, out, 3, w.in("conv2"));
        ninShortcut = in == out ? null : new Conv2d(in, out, 1, w.in("nin_shortcut"));
    }

    /**
     * Applies the block.
     *
     * @param x [in, H, W]
     * @return [out, H, W]
     */
    public Tensor forward(Operators ops, Tensor x) {
        try (Scope scope = ops.scope(path)) {
            Tensor h = norm1.forwardSwish(ops, x, conv1);
            h = scope.replace(h, norm2.forwardSwish(ops, h, conv2));
            Tensor shortcut = ninShortcut == null ? x : ninShortcut.forward(ops, x);
            return scope.keep(ops.add(shortcut, h));
        }
    }
}
