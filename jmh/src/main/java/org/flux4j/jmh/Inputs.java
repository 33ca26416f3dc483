package org.flux4j.jmh;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Signed, normally distributed arguments, the same in every run. */
final class Inputs {
    private final Random random = new Random(42);

    Tensor tensor(int... dims) {
        Tensor tensor = Tensor.zeros(dims);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    Weight weight(int... dims) {
        Tensor tensor = tensor(dims);
        return Weight.of(tensor.shape(), tensor.data());
    }

    /** A weight stored as F32, F16 or BF16. */
    Weight weight(DType dtype, int... dims) {
        float[] values = tensor(dims).data();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (dtype) {
                case F32 -> bytes.putFloat(value);
                case F16 -> bytes.putShort(Float.floatToFloat16(value));
                case BF16 -> bytes.putShort((short) (Float.floatToRawIntBits(value) >> 16));
                default -> throw new IllegalArgumentException("dtype: expected F32, F16 or BF16, found " + dtype);
            }
        }
        return Weight.of(Shape.of(dims), dtype, MemorySegment.ofArray(bytes.array()));
    }
}
