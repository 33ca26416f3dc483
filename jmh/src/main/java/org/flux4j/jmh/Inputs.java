package org.flux4j.jmh;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Signed arguments of variance one, evenly distributed, the same in every run. */
final class Inputs {
    private static final float BOUND = (float) Math.sqrt(3);
    private static final int ALIGNMENT = 64;

    private final SplittableRandom random = new SplittableRandom(42);

    Tensor tensor(int... dims) {
        return uniform(BOUND, dims);
    }

    Weight weight(int... dims) {
        return weight(DType.F32, dims);
    }

    /**
     * A weight stored as F32, F16 or BF16, outside the heap as those of mapped files are, and small enough that what it
     * makes of its inputs has variance one again.
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
            default -> throw new IllegalArgumentException("dtype: expected F32, F16 or BF16, found " + dtype);
        }
        return Weight.of(shape, dtype, bytes);
    }

    private static void setShorts(MemorySegment bytes, float[] values, Narrowing narrowing) {
        for (int i = 0; i < values.length; i++) {
            bytes.setAtIndex(JAVA_SHORT, i, narrowing.narrow(values[i]));
        }
    }

    private interface Narrowing {
        short narrow(float value);
    }

    private Tensor uniform(float bound, int... dims) {
        Tensor tensor = Tensor.zeros(dims);
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = bound * (2 * random.nextFloat() - 1);
        }
        return tensor;
    }
}
