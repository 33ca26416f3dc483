package org.flux4j.model;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How many bytes the tensors of a model take where they take most: all that the widest block makes, in float32 and by the
 * definitions of the composite operators, with none given back before the block ends, and what the block is given. A
 * backend that fuses operators needs less. Vectors that do not grow with the picture are not counted.
 */
public final class ActivationMemory {
    private ActivationMemory() {}

    /** One prediction for a picture, with its references, of {@code tokens} tokens in all, those of the text included. */
    public static long transformer(FluxParams params, long tokens) {
        long c = params.hiddenSize();
        long m = params.mlpHiddenDim();
        long d = params.headDim();
        // modulate 3C, qkv 3C, its heads 10C, joined heads 3C, attention 2C, proj C, residuals 4C, modulate 3C, MLP 2M
        // + C
        long doubleBlock = 30 * c + 2 * m + 2 * d;
        // modulate 3C, linear1 3C + M, its slices 3C + M, heads 10C, attention C, GELU M, joined C + M, linear2 C,
        // residual 2C
        long singleBlock = 24 * c + 4 * m;
        long given = c + 2 * d;
        return Float.BYTES * tokens * (Math.max(doubleBlock, singleBlock) + given);
    }

    /** Encoding a picture of {@code pixels} pixels. */
    public static long encoder(AutoEncoderParams params, long pixels) {
        return autoEncoder(params, pixels, level -> Math.max(level - 1, 0));
    }

    /** Decoding a picture of {@code pixels} pixels. */
    public static long decoder(AutoEncoderParams params, long pixels) {
        int coarsest = params.chMult().size() - 1;
        return autoEncoder(params, pixels, level -> Math.min(level + 1, coarsest));
    }

    /** The residual block that a level begins with, at the level where it takes most. */
    private static long autoEncoder(AutoEncoderParams params, long pixels, IntUnaryOperator levelBefore) {
        return Float.BYTES
                * IntStream.range(0, params.chMult().size())
                        .mapToLong(level -> {
                            long in = params.channels(levelBefore.applyAsInt(level));
                            long out = params.channels(level);
                            // given in; norm 2in, conv1 out, norm 2out, conv2 out, sum out; and the shortcut's
                            // convolution
                            long channels = 3 * in + (in == out ? 5 : 6) * out;
                            return channels * (pixels >> (2 * level));
                        })
                        .max()
                        .orElseThrow();
    }
}
