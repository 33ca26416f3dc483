package org.flux4j.model;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * The decoder of the autoencoder, which maps latents to pictures, coarsest level first.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L183-L264">flux@802fb47
 * modules/autoencoder.py, Decoder</a>.
 */
public final class Decoder {
    /** The levels that take most of the memory. */
    private static final int FINE = 2;

    private final String path;
    private final Conv2d convIn; // [C, z_channels, 3, 3]
    private final Mid mid;
    private final List<Level> up = new ArrayList<>(); // coarsest level first; up.0 is the last
    private final GroupNorm normOut;
    private final Conv2d convOut; // [out_ch, ch·ch_mult[0], 3, 3]

    /** A level: the blocks of one resolution. {@code upsample} is null in the finest level. */
    private record Level(List<ResnetBlock> block, Upsample upsample) {}

    /**
     * Creates a decoder.
     *
     * @param params the sizes
     * @param w the weights of the decoder
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public Decoder(AutoEncoderParams params, Weights w) {
        path = w.path();
        int groups = params.normGroups();
        int levels = params.chMult().size();
        int blockIn = params.channels(levels - 1);
        convIn = new Conv2d(params.zChannels(), blockIn, 3, w.in("conv_in"));
        mid = new Mid(blockIn, groups, w.in("mid"));
        for (int level = levels - 1; level >= 0; level--) {
            Weights v = w.in("up." + level);
            int blockOut = params.channels(level);
            List<ResnetBlock> block = new ArrayList<>();
            for (int i = 0; i < params.numResBlocks() + 1; i++) {
                block.add(new ResnetBlock(blockIn, blockOut, groups, v.in("block." + i)));
                blockIn = blockOut;
            }
            up.add(new Level(block, level == 0 ? null : new Upsample(blockIn, v.in("upsample"))));
        }
        normOut = new GroupNorm(groups, blockIn, w.in("norm_out"));
        convOut = new Conv2d(blockIn, params.outCh(), 3, w.in("conv_out"));
    }

    /**
     * Decodes a latent.
     *
     * @param z the latent, [z_channels, H, W]
     * @return the picture, [out_ch, f·H, f·W] with f = 2^(levels − 1)
     */
    public Tensor forward(Operators ops, Tensor z) {
        try (Scope scope = ops.scope(path)) {
            Tensor h = mid.forward(ops, convIn.forward(ops, z));
            h = levels(ops, scope, h, 0, up.size());
            return scope.keep(normOut.forwardSwish(ops, h, convOut));
        }
    }

    /** Returns what {@link #fine} decodes: a map as large as those of the coarsest levels, which take little memory. */
    Tensor coarse(Operators ops, Tensor z) {
        try (Scope scope = ops.scope(path)) {
            Tensor h = mid.forward(ops, convIn.forward(ops, z));
            return scope.keep(levels(ops, scope, h, 0, firstFine()));
        }
    }

    /** Returns the picture, or a part of it, that the finest levels make of what {@link #coarse} returns. */
    Tensor fine(Operators ops, Tensor coarse) {
        try (Scope scope = ops.scope(path)) {
            Tensor h = levels(ops, scope, coarse, firstFine(), up.size());
            return scope.keep(normOut.forwardSwish(ops, h, convOut));
        }
    }

    /** Returns the height and width in pixels of what {@link #fine} makes of one pixel. */
    int fineScale() {
        return 1 << (up.size() - Math.max(1, firstFine()));
    }

    /** Returns how far {@link #fine} sees in each direction, in pixels of its input, apart from its norms. */
    int fineReach() {
        int reach = convOut.weight().dim(-1) / 2;
        for (int level = up.size() - 1; level >= firstFine(); level--) {
            reach += 2 * up.get(level).block().size();
            if (level > 0) {
                reach = Math.ceilDiv(reach + 1, 2);
            }
        }
        return reach;
    }

    private int firstFine() {
        return Math.max(0, up.size() - FINE);
    }

    /** Returns h after some levels; before each but the coarsest one, its height and width are doubled. */
    private Tensor levels(Operators ops, Scope scope, Tensor h, int from, int to) {
        for (int level = from; level < to; level++) {
            if (level > 0) {
                scope.trim();
                h = scope.replace(h, up.get(level - 1).upsample().forward(ops, h));
                scope.trim();
            }
            for (ResnetBlock block : up.get(level).block()) {
                h = scope.replace(h, block.forward(ops, h));
            }
        }
        return h;
    }
}
