package org.flux4j.vector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * The memory of tensors, used again by size: what a scope gave back serves the next tensor of that many elements. So a
 * denoising step after the first allocates almost nothing. What the outermost scope did not need is left to the garbage
 * collector when it closes.
 *
 * <p>For one thread, the one that calls the operators.
 */
final class Workspace {
    private Map<Integer, ArrayDeque<float[]>> free = new HashMap<>();
    private Map<Integer, ArrayDeque<float[]>> unused = new HashMap<>();
    private Frame innermost;

    /** A tensor with anything in it, which lives as long as the innermost scope. */
    Tensor tensor(Shape shape) {
        float[] data = take(Math.toIntExact(shape.count()));
        if (innermost != null) {
            innermost.made.add(data);
        }
        return Tensor.of(shape, data);
    }

    Tensor tensor(int... dims) {
        return tensor(Shape.of(dims));
    }

    /** An array of that size with anything in it, until it is {@linkplain #give given} back. */
    float[] take(int size) {
        float[] array = poll(free, size);
        if (array == null) {
            array = poll(unused, size);
        }
        return array == null ? new float[size] : array;
    }

    private static float[] poll(Map<Integer, ArrayDeque<float[]>> arrays, int size) {
        ArrayDeque<float[]> ofSize = arrays.get(size);
        return ofSize == null ? null : ofSize.poll();
    }

    void give(float[] array) {
        free.computeIfAbsent(array.length, size -> new ArrayDeque<>()).push(array);
    }

    Scope scope() {
        innermost = new Frame(innermost);
        return innermost;
    }

    @SuppressWarnings("ReferenceEquality") // which array it is counts, not what is in it
    private final class Frame implements Scope {
        private final Frame outer;
        private final List<float[]> made = new ArrayList<>();

        Frame(Frame outer) {
            this.outer = outer;
        }

        @Override
        public Tensor keep(Tensor tensor) {
            if (made.removeIf(array -> array == tensor.data()) && outer != null) {
                outer.made.add(tensor.data());
            }
            return tensor;
        }

        @Override
        public Tensor replace(Tensor old, Tensor next) {
            if (made.removeIf(array -> array == old.data())) {
                give(old.data());
            }
            return next;
        }

        @Override
        public void close() {
            if (innermost != this) {
                throw new IllegalStateException("scopes close in the reverse order of their opening");
            }
            innermost = outer;
            made.forEach(Workspace.this::give);
            if (outer == null) {
                unused = free;
                free = new HashMap<>();
            }
        }
    }
}
