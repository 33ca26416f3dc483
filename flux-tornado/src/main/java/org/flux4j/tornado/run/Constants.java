package org.flux4j.tornado.run;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/** The arrays of what does not change from run to run: weights, other tensors that a step uses, sizes and numbers. */
final class Constants {
    private Constants() {}

    /** An operand whose elements are those of an object. */
    private record Identity(Object object) {
        @Override
        @SuppressWarnings("ReferenceEquality") // that is what it is for
        public boolean equals(Object other) {
            return other instanceof Identity identity && identity.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** Returns a key that is the same for operands that can share an array. */
    static Object key(Launch.Operand operand) {
        return switch (operand) {
            case Launch.Input input -> new Identity(input.tensor().storage());
            case Launch.Stored stored -> new Identity(stored.weight());
            default -> operand;
        };
    }

    /** Returns an array that holds the numbers of an operand, in memory of the arena, or else its context. */
    static Object array(Launch.Operand operand, Arena arena) {
        if (operand instanceof Launch.Context) {
            return new KernelContext();
        }
        long elements = Math.max(1, Copies.count(operand));
        long size = operand instanceof Launch.Stored ? Short.BYTES : Float.BYTES;
        MemorySegment segment = arena.allocate(TornadoNativeArray.ARRAY_HEADER + elements * size, Long.BYTES);
        Object array = switch (operand) {
            case Launch.Stored stored -> ShortArray.fromSegmentShallow(segment);
            case Launch.Ints ints -> IntArray.fromSegmentShallow(segment);
            default -> FloatArray.fromSegmentShallow(segment);
        };
        Copies.write(operand, array);
        return array;
    }
}
