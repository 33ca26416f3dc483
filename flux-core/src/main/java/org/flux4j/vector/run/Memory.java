package org.flux4j.vector.run;

import java.util.IdentityHashMap;

/** The source of the arrays of a {@link Workspace} and of {@link Scratch}. */
public interface Memory {
    /** Returns an uninitialised array for that many elements. */
    float[] array(int size);

    /** Returns the number of elements that an array was made for. */
    int size(float[] array);

    /**
     * Returns the elements of a tensor that lives in the given array.
     *
     * @throws IllegalStateException if there are none
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

    /** No memory: arrays without elements, and a record of the sizes that they would have. */
    final class Planned implements Memory {
        private final IdentityHashMap<float[], Integer> sizes = new IdentityHashMap<>();

        @Override
        public float[] array(int size) {
            float[] array = {};
            sizes.put(array, size);
            return array;
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
