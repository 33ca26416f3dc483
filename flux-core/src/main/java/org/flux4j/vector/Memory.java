package org.flux4j.vector;

import java.util.IdentityHashMap;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** Where the arrays of a {@link Workspace} and of {@link Scratch} come from. */
interface Memory {
    /** An array for that many elements. */
    float[] array(int size);

    /** For how many elements an array was made. */
    int size(float[] array);

    /** A tensor over such an array. */
    Tensor tensor(Shape shape, float[] array);

    /** The heap. */
    final class Heap implements Memory {
        @Override
        public float[] array(int size) {
            return new float[size];
        }

        @Override
        public int size(float[] array) {
            return array.length;
        }

        @Override
        public Tensor tensor(Shape shape, float[] array) {
            return Tensor.of(shape, array);
        }
    }

    /** No memory at all: arrays without elements, and a book of the sizes that they would have. */
    final class Planned implements Memory {
        private final IdentityHashMap<float[], Integer> sizes = new IdentityHashMap<>();

        @Override
        public float[] array(int size) {
            float[] place = {};
            sizes.put(place, size);
            return place;
        }

        @Override
        public int size(float[] array) {
            return sizes.get(array);
        }

        @Override
        public Tensor tensor(Shape shape, float[] array) {
            return Tensor.hollow(shape, array);
        }
    }
}
