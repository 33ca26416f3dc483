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
            for (Level level : up) {
                for (ResnetBlock block : level.block()) {
                    h = scope.replace(h, block.forward(ops, h));
                }
                if (level.upsample() != null) {
                    scope.trim();
                    h = scope.replace(h, level.upsample().forward(ops, h));
                    scope.trim();
                }
            }
            return scope.keep(normOut.forwardSwish(ops, h, convOut));
        }
    }
}
