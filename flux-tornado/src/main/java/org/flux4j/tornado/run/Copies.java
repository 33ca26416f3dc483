package org.flux4j.tornado.run;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** Copies between Java's memory and the arrays of TornadoVM. */
final class Copies {
    private Copies() {}

    /** Returns how many numbers an operand has. */
    static long count(Launch.Operand operand) {
        return switch (operand) {
            case Launch.Input input -> input.tensor().shape().count();
            case Launch.Stored stored -> stored.weight().shape().count();
            case Launch.Result result -> result.shape().count();
            case Launch.Ints ints -> ints.values().size();
            case Launch.Floats floats -> floats.values().size();
            case Launch.Context context -> 0;
        };
    }

    /** Returns the size of a number of an operand, in bytes. */
    static long size(Launch.Operand operand) {
        return operand instanceof Launch.Stored ? Short.BYTES : Float.BYTES;
    }

    /** Returns a new array for so many numbers of an operand, in memory of the arena, or else its context. */
    static Object array(Launch.Operand operand, long capacity, Arena arena) {
        if (operand instanceof Launch.Context) {
            return new KernelContext();
        }
        MemorySegment segment = arena.allocate(TornadoNativeArray.ARRAY_HEADER + capacity * size(operand), Long.BYTES);
        return switch (operand) {
            case Launch.Stored stored -> ShortArray.fromSegmentShallow(segment);
            case Launch.Ints ints -> IntArray.fromSegmentShallow(segment);
            default -> FloatArray.fromSegmentShallow(segment);
        };
    }

    /** Writes the numbers of an argument into its array; those of a result are left to the kernel. */
    static void write(Launch.Operand operand, Object array) {
        switch (operand) {
            case Launch.Input input -> write(input.tensor(), ((FloatArray) array).getSegment());
            case Launch.Stored stored -> writeParts(stored.weight(), ((ShortArray) array).getSegment());
            case Launch.Ints ints -> write(ints.values(), (IntArray) array);
            case Launch.Floats floats -> write(floats.values(), (FloatArray) array);
            case Launch.Result result -> {}
            case Launch.Context context -> {}
        }
    }

    private static void write(List<Integer> values, IntArray to) {
        for (int i = 0; i < values.size(); i++) {
            to.set(i, values.get(i));
        }
    }

    private static void write(List<Float> values, FloatArray to) {
        for (int i = 0; i < values.size(); i++) {
            to.set(i, values.get(i));
        }
    }

    private static void write(Tensor tensor, MemorySegment to) {
        if (tensor.storage() instanceof StoredWeight stored && isFloat32(stored.weight())) {
            writeParts(stored.weight(), to);
        } else {
            write(tensor.data(), to);
        }
    }

    private static boolean isFloat32(Weight weight) {
        return weight.parts().stream().allMatch(part -> part.dtype() == DType.F32);
    }

    private static void writeParts(Weight weight, MemorySegment to) {
        long at = 0;
        for (Weight.Part part : weight.parts()) {
            MemorySegment.copy(part.bytes(), 0, to, at, part.bytes().byteSize());
            at += part.bytes().byteSize();
        }
    }

    private static void write(float[] values, MemorySegment to) {
        MemorySegment.copy(values, 0, to, ValueLayout.JAVA_FLOAT, 0, values.length);
    }

    static Tensor read(Shape shape, FloatArray from) {
        float[] values = new float[Math.toIntExact(shape.count())];
        MemorySegment.copy(from.getSegment(), ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
        return Tensor.of(shape, values);
    }
}
