package org.flux4j.vector;

import java.util.IdentityHashMap;

/** Where the arrays of a {@link Workspace} and of {@link Scratch} come from. */
interface Memory {
    /** Returns an array for that many elements. */
    float[] array(int size);

    /** Returns the number of elements that an array was made for. */
    int size(float[] array);

    /**
     * Returns an array of this memory as the elements of a tensor.
     *
     * @throws IllegalStateException if it has none
     */
    float[] elements(float[] array);

    /** The Java heap. */
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
        public float[] elements(float[] array) {
            return array;
        }
    }

    /** No memory at all: arrays without elements, and a record of the sizes that they would have. */
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
        public float[] elements(float[] array) {
            throw new IllegalStateException("shapes alone go through a planner: a tensor has no elements");
        }
    }
}
