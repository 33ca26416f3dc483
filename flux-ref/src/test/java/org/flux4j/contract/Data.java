package org.flux4j.contract;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Numbers for tests: signed random ones from a seed, and the extremes of float32. */
public final class Data {
    /** Sizes that no block or vector divides. */
    static final int[] RAGGED = {1, 3, 7, 13, 17, 33, 65, 129, 207};

    private static final float[] EXTREMES = {
        0,
        -0f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -1e-40f,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        88.8f,
        -88.8f
    };

    /** The offsets of the scales, of float16, in a block. */
    private static final Map<DType, List<Integer>> SCALES = Map.of(
            DType.Q8_0, List.of(0),
            DType.Q4_0, List.of(0),
            DType.Q4_1, List.of(0, 2),
            DType.Q5_0, List.of(0),
            DType.Q5_1, List.of(0, 2),
            DType.Q2_K, List.of(80, 82),
            DType.Q3_K, List.of(108),
            DType.Q4_K, List.of(0, 2),
            DType.Q5_K, List.of(0, 2),
            DType.Q6_K, List.of(208));

    private Data() {}

    /** Returns normally distributed numbers. */
    public static Tensor tensor(long seed, int... dims) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor tensor = Tensor.zeros(dims);
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    /** Returns zeros of both signs, the largest and the smallest numbers, infinities and NaN, over and over. */
    static Tensor extremes(int... dims) {
        Tensor tensor = Tensor.zeros(dims);
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = EXTREMES[i % EXTREMES.length];
        }
        return tensor;
    }

    /** Returns the same tensor with other numbers from element {@code at} on. */
    static Tensor with(Tensor tensor, int at, float... values) {
        System.arraycopy(values, 0, tensor.data(), at, values.length);
        return tensor;
    }

    /** Returns a tensor of one number. */
    static Tensor filled(Shape shape, float value) {
        Tensor tensor = Tensor.zeros(shape);
        Arrays.fill(tensor.data(), value);
        return tensor;
    }

    /** Returns a tensor on the heap with the elements that another has now. */
    static Tensor copy(Tensor tensor) {
        return Tensor.of(tensor.shape(), tensor.data().clone());
    }

    /** Returns normally distributed numbers, stored as float32. */
    public static Weight weight(long seed, int... dims) {
        return weight(DType.F32, seed, dims);
    }

    /** Returns the same numbers, as another type stores them; nobody can write to them. */
    public static Weight weight(DType dtype, long seed, int... dims) {
        return weight(dtype, tensor(seed, dims));
    }

    /** Returns the numbers of a tensor, stored as float32. */
    public static Weight weight(Tensor tensor) {
        return weight(DType.F32, tensor);
    }

    private static Weight weight(DType dtype, Tensor tensor) {
        float[] data = tensor.data();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(dtype.byteSize(data.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (dtype.weightsPerBlock() > 1) {
            fill(bytes.array(), dtype);
        } else {
            for (float value : data) {
                put(bytes, dtype, value);
            }
        }
        return Weight.of(
                tensor.shape(), dtype, MemorySegment.ofArray(bytes.array()).asReadOnly());
    }

    private static void put(ByteBuffer bytes, DType dtype, float value) {
        switch (dtype) {
            case F64 -> bytes.putDouble(value);
            case F32 -> bytes.putFloat(value);
            case BF16 -> bytes.putShort((short) (Float.floatToRawIntBits(value) >> 16));
            case F16 -> bytes.putShort(Float.floatToFloat16(value));
            case F8_E4M3 -> bytes.put(e4m3(value));
            case F8_E5M2 -> bytes.put((byte) (Float.floatToFloat16(value) >> 8));
            case I64 -> bytes.putLong(Math.round(value));
            case I32 -> bytes.putInt(Math.round(value));
            case I16 -> bytes.putShort((short) Math.round(value));
            case I8 -> bytes.put((byte) Math.round(value));
            case U64 -> bytes.putLong(Math.round(Math.abs(value)));
            case U32 -> bytes.putInt(Math.round(Math.abs(value)));
            case U16 -> bytes.putShort((short) Math.round(Math.abs(value)));
            case U8 -> bytes.put((byte) Math.round(Math.abs(value)));
            case BOOL -> bytes.put((byte) (value > 0 ? 1 : 0));
            default -> throw new IllegalArgumentException(dtype + " has blocks");
        }
    }

    /**
     * Fills blocks with random bytes. Their scales, of float16, are made to be of the order of 0.0003, so that weights are
     * no larger than the normally distributed ones of other types.
     */
    private static void fill(byte[] bytes, DType dtype) {
        new SplittableRandom(dtype.bytesPerBlock()).nextBytes(bytes);
        List<Integer> scales = SCALES.get(dtype);
        for (int block = 0; block < bytes.length; block += dtype.bytesPerBlock()) {
            for (int scale : scales) {
                int high = block + scale + 1; // the sign, the exponent and two bits of the mantissa
                bytes[high] = (byte) ((bytes[high] & 0x83) | 0x0c);
            }
        }
    }

    /** Returns the sign and the upper bits of the mantissa, with an exponent that keeps the number between 0.5 and 1. */
    private static byte e4m3(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (byte) ((bits >>> 24 & 0x80) | 0x30 | (bits >>> 20 & 0x7));
    }
}
