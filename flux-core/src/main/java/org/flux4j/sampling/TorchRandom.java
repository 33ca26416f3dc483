package org.flux4j.sampling;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * A generator of normally distributed noise that is equal, bit for bit, to the noise of PyTorch's CPU generator on
 * x86-64. Thus a seed yields the same picture here and there. The PyTorch code is:
 *
 * <pre>{@code
 * generator = torch.Generator("cpu").manual_seed(seed)
 * torch.randn(shape, generator=generator, dtype=dtype)
 * }</pre>
 *
 * <p>Noise of 16 or more values is drawn in blocks of 16 uniform numbers in single precision, which the Box-Muller
 * transform maps to normally distributed ones: n[j] = √(−2 ln(1 − u[j])) · cos(2π·u[j + 8]), and n[j + 8] likewise with
 * the sine. If the last block is incomplete, the last 16 values are drawn anew. Noise of fewer than 16 values is drawn
 * one by one in double precision. Noise in bfloat16 is rounded from single precision, as in PyTorch 2.13; older
 * versions compute in bfloat16 and draw other numbers.
 *
 * <p>Source: PyTorch 2.13 {@code ATen/native/cpu/DistributionTemplates.h}, {@code normal_fill};
 * {@code ATen/core/DistributionsHelper.h}, {@code normal_distribution}.
 */
public final class TorchRandom {
    private static final int BLOCK = 16;
    private static final int HALF = BLOCK / 2;
    private static final float TWO_PI = (float) (2 * Math.PI);

    private final MersenneTwister bits;

    /** The second number of the last pair drawn in double precision; NaN if it has been returned. */
    private double spare = Double.NaN;

    /**
     * Creates the generator {@code torch.Generator("cpu").manual_seed(seed)}. As in PyTorch, it depends on the low 32
     * bits of the seed only.
     *
     * @param seed the bits of a {@link Seed}
     */
    public TorchRandom(long seed) {
        bits = new MersenneTwister(seed);
    }

    /**
     * Returns the first numbers of a new generator:
     * {@code torch.randn(shape, generator=…manual_seed(seed), dtype=dtype)}.
     */
    public static Tensor randn(long seed, Noise dtype, int... shape) {
        return new TorchRandom(seed).randn(dtype, shape);
    }

    /**
     * Returns the next normally distributed numbers, with mean 0 and variance 1.
     *
     * @param dtype {@link Noise#F32}, or {@link Noise#BF16} for numbers that are representable in bfloat16
     * @param shape the sizes of the axes
     */
    public Tensor randn(Noise dtype, int... shape) {
        Tensor noise = Tensor.zeros(Shape.of(shape));
        float[] data = noise.data();
        if (data.length < BLOCK) {
            for (int i = 0; i < data.length; i++) {
                data[i] = (float) nextNormal();
            }
        } else if (dtype == Noise.F32) {
            fillF32(data);
        } else {
            fillBF16(data);
        }
        if (dtype == Noise.BF16) {
            for (int i = 0; i < data.length; i++) {
                data[i] = roundToBF16(data[i]);
            }
        }
        return noise;
    }

    /**
     * Draws all uniform numbers before the first block is transformed; those of the last 16 values are drawn anew after
     * them.
     */
    private void fillF32(float[] data) {
        drawUniform(data, 0, data.length);
        for (int i = 0; i + BLOCK <= data.length; i += BLOCK) {
            boxMuller(data, i);
        }
        fillTail(data);
    }

    /** Draws and transforms block after block; the last 16 values are drawn anew after the last whole block. */
    private void fillBF16(float[] data) {
        for (int i = 0; i + BLOCK <= data.length; i += BLOCK) {
            drawUniform(data, i, i + BLOCK);
            boxMuller(data, i);
        }
        fillTail(data);
    }

    /** Draws the last 16 values anew if the last block is incomplete. */
    private void fillTail(float[] data) {
        if (data.length % BLOCK != 0) {
            int from = data.length - BLOCK;
            drawUniform(data, from, data.length);
            boxMuller(data, from);
        }
    }

    /** Draws uniform numbers from 0 to 1 (exclusive), with 24 random bits each. */
    private void drawUniform(float[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            data[i] = (bits.nextInt() & 0xFFFFFF) * 0x1p-24f;
        }
    }

    /** Transforms a block of uniform numbers to normally distributed ones. */
    private static void boxMuller(float[] data, int from) {
        for (int j = from; j < from + HALF; j++) {
            float radius = (float) Math.sqrt(-2 * Cephes.log(1 - data[j]));
            float theta = TWO_PI * data[j + HALF];
            data[j] = radius * Cephes.cos(theta);
            data[j + HALF] = radius * Cephes.sin(theta);
        }
    }

    /** Returns the next normally distributed number, in double precision. */
    private double nextNormal() {
        double value = spare;
        spare = Double.NaN;
        if (Double.isNaN(value)) {
            double u1 = nextUniform();
            double u2 = nextUniform();
            double radius = Math.sqrt(-2 * StrictMath.log1p(-u2));
            double theta = 2 * Math.PI * u1;
            value = radius * StrictMath.cos(theta);
            spare = radius * StrictMath.sin(theta);
        }
        return value;
    }

    /** Returns the next uniform number from 0 to 1 (exclusive), with 53 random bits. */
    private double nextUniform() {
        return (bits.nextLong() & ((1L << 53) - 1)) * 0x1p-53;
    }

    /** Rounds to the nearest bfloat16; ties are rounded to even. */
    private static float roundToBF16(float x) {
        int word = Float.floatToRawIntBits(x);
        return Float.intBitsToFloat((word + 0x7FFF + ((word >>> 16) & 1)) & 0xFFFF0000);
    }
}
