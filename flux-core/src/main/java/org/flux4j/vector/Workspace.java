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
 * denoising step after the first allocates almost nothing. When the outermost scope closes, all is left to the garbage
 * collector, as is whatever is made outside all scopes.
 *
 * <p>For one thread, the one that calls the operators.
 */
final class Workspace {
    private final Memory memory;
    private final Map<Integer, ArrayDeque<float[]>> free = new HashMap<>();
    private Frame innermost;
    private long held; // elements of all arrays that were made and not let go
    private long peak;

    Workspace(Memory memory) {
        this.memory = memory;
    }

    /** A tensor with anything in it, which lives as long as the innermost scope. */
    Tensor tensor(Shape shape) {
        float[] data = take(Math.toIntExact(shape.count()));
        if (innermost == null) {
            letGo(data);
        } else {
            innermost.made.add(data);
        }
        return memory.tensor(shape, data);
    }

    Tensor tensor(int... dims) {
        return tensor(Shape.of(dims));
    }

    /** An array of that size with anything in it, until it is {@linkplain #give given} back. */
    float[] take(int size) {
        ArrayDeque<float[]> ofSize = free.get(size);
        float[] array = ofSize == null ? null : ofSize.poll();
        return array == null ? make(size) : array;
    }

    private float[] make(int size) {
        if (size < 0) {
            throw new ArithmeticException("an array would have more than 2³¹ − 1 elements");
        }
        held += size;
        peak = Math.max(peak, held);
        return memory.array(size);
    }

    void give(float[] array) {
        if (innermost == null) {
            letGo(array);
        } else {
            free.computeIfAbsent(memory.size(array), size -> new ArrayDeque<>()).push(array);
        }
    }

    private void letGo(float[] array) {
        held -= memory.size(array);
    }

    /** The most bytes that its arrays took at one time, used or not, since the last {@link #restart}. */
    long peak() {
        return Float.BYTES * peak;
    }

    void restart() {
        peak = held;
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
            if (made.removeIf(array -> array == tensor.data())) {
                if (outer == null) {
                    letGo(tensor.data());
                } else {
                    outer.made.add(tensor.data());
                }
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
        public void trim() {
            free.values().forEach(ofSize -> ofSize.forEach(Workspace.this::letGo));
            free.clear();
        }

        @Override
        public void close() {
            if (innermost != this) {
                throw new IllegalStateException("scopes close in the reverse order of their opening");
            }
            made.forEach(Workspace.this::give);
            if (outer == null) {
                trim();
            }
            innermost = outer;
        }
    }
}
