package org.flux4j.model;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * The encoder of the autoencoder, which maps pictures to latents, finest level first.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L109-L180">flux@802fb47
 * modules/autoencoder.py, Encoder</a>.
 */
public final class Encoder {
    private final String path;
    private final Conv2d convIn; // [ch, in_channels, 3, 3]
    private final List<Level> down = new ArrayList<>();
    private final Mid mid;
    private final GroupNorm normOut;
    private final Conv2d convOut; // [2·z_channels, C, 3, 3]

    /** A level: the blocks of one resolution. {@code downsample} is null in the coarsest level. */
    private record Level(List<ResnetBlock> block, Downsample downsample) {}

    /**
     * Creates an encoder.
     *
     * @param params the sizes
     * @param w the weights of the encoder
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public Encoder(AutoEncoderParams params, Weights w) {
        path = w.path();
        int groups = params.normGroups();
        int levels = params.chMult().size();
        convIn = new Conv2d(params.inChannels(), params.ch(), 3, w.in("conv_in"));
        int blockIn = params.ch();
        for (int level = 0; level < levels; level++) {
            Weights v = w.in("down." + level);
            int blockOut = params.channels(level);
            List<ResnetBlock> block = new ArrayList<>();
            for (int i = 0; i < params.numResBlocks(); i++) {
                block.add(new ResnetBlock(blockIn, blockOut, groups, v.in("block." + i)));
                blockIn = blockOut;
            }
            down.add(new Level(block, level == levels - 1 ? null : new Downsample(blockIn, v.in("downsample"))));
        }
        mid = new Mid(blockIn, groups, w.in("mid"));
        normOut = new GroupNorm(groups, blockIn, w.in("norm_out"));
        convOut = new Conv2d(blockIn, 2 * params.zChannels(), 3, w.in("conv_out"));
    }

    /**
     * Encodes a picture.
     *
     * @param x the picture, [in_channels, H, W]
     * @return the mean of the latent, followed by the logarithm of its variance: [2·z_channels, H/f, W/f] with f =
     *     2^(levels − 1)
     */
    public Tensor forward(Operators ops, Tensor x) {
        try (Scope scope = ops.scope(path)) {
            Tensor h = convIn.forward(ops, x);
            for (Level level : down) {
                for (ResnetBlock block : level.block()) {
                    h = scope.replace(h, block.forward(ops, h));
                }
                if (level.downsample() != null) {
                    scope.trim();
                    h = scope.replace(h, level.downsample().forward(ops, h));
                    scope.trim();
                }
            }
            h = mid.forward(ops, h);
            return scope.keep(normOut.forwardSwish(ops, h, convOut));
        }
    }
}
