package org.flux4j.tornado.run;

import java.lang.foreign.Arena;

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
        Object array = Copies.array(operand, Math.max(1, Copies.count(operand)), arena);
        Copies.write(operand, array);
        return array;
    }
}
