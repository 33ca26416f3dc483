package org.flux4j.jmh;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Random arguments of operators: signed, uniformly distributed with variance 1, and the same in every run. */
final class Inputs {
    private static final float BOUND = (float) Math.sqrt(3);
    private static final int ALIGNMENT = 64;
    private static final int BYTES = 32;

    private final SplittableRandom random = new SplittableRandom(42);

    /** Returns a random tensor. */
    Tensor tensor(int... dims) {
        return uniform(BOUND, dims);
    }

    /** Returns a random weight, stored as F32. */
    Weight weight(int... dims) {
        return weight(DType.F32, dims);
    }

    /**
     * Returns a random weight that, like the weights of mapped files, is stored outside the heap. Its elements are
     * scaled so that the outputs of a layer have variance 1 if its inputs have.
     *
     * <p>In types of 8 bits and in blocks, they are random bytes instead, each less than 32, so that numbers and scales are
     * small and finite: the time does not depend on them.
     *
     * @param dtype the type in which it is stored
     */
    Weight weight(DType dtype, int... dims) {
        Shape shape = Shape.of(dims);
        float[] values = uniform((float) (BOUND / Math.sqrt((double) shape.count() / dims[0])), dims)
                .data();
        MemorySegment bytes = Arena.ofAuto().allocate(dtype.byteSize(shape.count()), ALIGNMENT);
        switch (dtype) {
            case F32 -> MemorySegment.copy(values, 0, bytes, JAVA_FLOAT, 0, values.length);
            case F16 -> setShorts(bytes, values, Float::floatToFloat16);
            case BF16 -> setShorts(bytes, values, value -> (short) (Float.floatToRawIntBits(value) >> 16));
            default -> {
                for (long at = 0; at < bytes.byteSize(); at++) {
                    bytes.set(JAVA_BYTE, at, (byte) random.nextInt(BYTES));
                }
            }
        }
        return Weight.of(shape, dtype, bytes);
    }

    private static void setShorts(MemorySegment bytes, float[] values, Narrowing narrowing) {
        for (int i = 0; i < values.length; i++) {
            bytes.setAtIndex(JAVA_SHORT, i, narrowing.narrow(values[i]));
        }
    }

    /** A conversion to a type of 16 bits. */
    private interface Narrowing {
        short narrow(float value);
    }

    /** Returns a tensor of uniformly distributed numbers from −bound to bound. */
    private Tensor uniform(float bound, int... dims) {
        Tensor tensor = Tensor.zeros(dims);
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = bound * (2 * random.nextFloat() - 1);
        }
        return tensor;
    }
}
