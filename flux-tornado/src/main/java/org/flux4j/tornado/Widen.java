package org.flux4j.tornado;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;

/**
 * The widening of stored numbers of 16 bits to float32: y[i] = table[bits[i]], where the table holds the value of each
 * of the 65,536 patterns. Thus one kernel serves float16 and bfloat16, neither of which every device knows. The scalar twin is {@link Weight#toFloats}.
 */
final class Widen {
    private static final Kernel KERNEL = Kernel.of("widen", Widen::widen);
    private static final Map<DType, Tensor> TABLES = Map.of(DType.F16, table(DType.F16), DType.BF16, table(DType.BF16));

    private Widen() {}

    /** Returns whether weights of a type are widened on the device. */
    static boolean knows(DType type) {
        return TABLES.containsKey(type);
    }

    /** Returns the elements of a weight, all of whose parts are of one type that is known. */
    static Tensor apply(Weight weight, Engine engine) {
        int count = (int) weight.shape().count();
        return engine.run(Launch.of(KERNEL)
                .stored(weight)
                .tensor(TABLES.get(weight.parts().getFirst().dtype()))
                .result(weight.shape())
                .ints(count)
                .over(count));
    }

    private static Tensor table(DType type) {
        short[] patterns = new short[1 << Short.SIZE];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = (short) i;
        }
        Weight weight = Weight.of(
                Shape.of(patterns.length),
                type,
                MemorySegment.ofArray(patterns)); // little-endian, as the machines that TornadoVM runs on are
        return Tensor.of(weight.shape(), weight.toFloats());
    }

    static void widen(ShortArray bits, FloatArray table, FloatArray y, IntArray sizes) {
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, table.get(bits.get(i) & 0xFFFF));
        }
    }
}
