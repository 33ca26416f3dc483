package org.flux4j.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Signed random data from a seed. */
final class Data {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Data() {}

    /** Normally distributed numbers. */
    static Tensor tensor(long seed, int... dims) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor tensor = Tensor.zeros(dims);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    static Weight weight(long seed, int... dims) {
        Tensor tensor = tensor(seed, dims);
        return Weight.of(tensor.shape(), tensor.data());
    }

    /** The same numbers, stored in fewer bits. */
    static Weight weight(DType dtype, long seed, int... dims) {
        Tensor tensor = tensor(seed, dims);
        int count = tensor.data().length;
        MemorySegment bytes = MemorySegment.ofArray(new byte[count * dtype.bytesPerBlock()]);
        for (int i = 0; i < count; i++) {
            float value = tensor.data()[i];
            switch (dtype) {
                case F32 ->
                    bytes.set(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), i * 4L, value);
                case BF16 -> bytes.set(SHORT, i * 2L, (short) (Float.floatToRawIntBits(value) >> 16));
                case F16 -> bytes.set(SHORT, i * 2L, Float.floatToFloat16(value));
                case F8_E4M3 -> bytes.set(ValueLayout.JAVA_BYTE, i, (byte) (0x30 + i % 8 | (value < 0 ? 0x80 : 0)));
                default -> throw new IllegalArgumentException(dtype.name());
            }
        }
        return Weight.of(Shape.of(tensor.shape().toArray()), dtype, bytes);
    }
}
