package org.flux4j.sampling;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * Noise, bit for bit as PyTorch's CPU generator draws it on x86-64, so that a seed means the same picture here and
 * there:
 *
 * <pre>{@code
 * generator = torch.Generator("cpu").manual_seed(seed)
 * torch.randn(shape, generator=generator, dtype=dtype)
 * }</pre>
 *
 * <p>16 values or more are drawn in blocks of 16 uniform numbers in single precision, which the Box-Muller transform
 * turns into normal ones: n[j] = √(−2 ln(1 − u[j])) · cos(2π·u[j + 8]) and n[j + 8] likewise with the sine. What a last,
 * incomplete block would leave over is drawn again together with the values before it. Fewer than 16 are drawn one by
 * one in double precision. bfloat16 noise is rounded from single precision, as PyTorch 2.13 does; older
 * versions compute in bfloat16 itself and draw other numbers.
 *
 * <p>Source: PyTorch 2.13 {@code ATen/native/cpu/DistributionTemplates.h}, {@code normal_fill}; {@code
 * ATen/core/DistributionsHelper.h}, {@code normal_distribution}.
 */
public final class TorchRandom {
    private static final int BLOCK = 16;
    private static final int HALF = BLOCK / 2;
    private static final float TWO_PI = (float) (2 * Math.PI);

    private final MersenneTwister bits;
    /** The second number of a pair that was drawn one by one and is still to be handed out; NaN when there is none. */
    private double spare = Double.NaN;

    /**
     * The generator {@code torch.Generator("cpu").manual_seed(seed)}. As there, only the low 32 bits count, so that negative
     * seeds stand for themselves plus 2⁶⁴, as in {@link Seed}.
     */
    public TorchRandom(long seed) {
        bits = new MersenneTwister(seed);
    }

    /** One draw from a new generator: {@code torch.randn(shape, generator=…manual_seed(seed), dtype=dtype)}. */
    public static Tensor randn(long seed, Noise dtype, int... shape) {
        return new TorchRandom(seed).randn(dtype, shape);
    }

    /**
     * The next normally distributed numbers, with mean 0 and variance 1.
     *
     * @param dtype {@link Noise#F32}, or {@link Noise#BF16} for values that bfloat16 can hold
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

    /** All uniform numbers first, then the transform: the tail is drawn after them. */
    private void fillF32(float[] data) {
        drawUniform(data, 0, data.length);
        for (int i = 0; i + BLOCK <= data.length; i += BLOCK) {
            boxMuller(data, i);
        }
        fillTail(data);
    }

    /** Block after block: the tail is drawn after the last whole one. */
    private void fillBF16(float[] data) {
        for (int i = 0; i + BLOCK <= data.length; i += BLOCK) {
            drawUniform(data, i, i + BLOCK);
            boxMuller(data, i);
        }
        fillTail(data);
    }

    private void fillTail(float[] data) {
        if (data.length % BLOCK != 0) {
            int from = data.length - BLOCK;
            drawUniform(data, from, data.length);
            boxMuller(data, from);
        }
    }

    private void drawUniform(float[] data, int from, int to) {
        for (int i = from; i < to; i++) {
            data[i] = (bits.nextInt() & 0xFFFFFF) * 0x1p-24f;
        }
    }

    private static void boxMuller(float[] data, int from) {
        for (int j = from; j < from + HALF; j++) {
            float radius = (float) Math.sqrt(-2 * Cephes.log(1 - data[j]));
            float theta = TWO_PI * data[j + HALF];
            data[j] = radius * Cephes.cos(theta);
            data[j + HALF] = radius * Cephes.sin(theta);
        }
    }

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

    private double nextUniform() {
        return (bits.nextLong() & ((1L << 53) - 1)) * 0x1p-53;
    }

    /** To the nearest bfloat16, ties to the even one. */
    private static float roundToBF16(float x) {
        int word = Float.floatToRawIntBits(x);
        return Float.intBitsToFloat((word + 0x7FFF + ((word >>> 16) & 1)) & 0xFFFF0000);
    }
}
