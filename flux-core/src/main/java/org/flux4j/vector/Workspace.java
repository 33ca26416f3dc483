package org.flux4j.vector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Storage;
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
        Elements elements = new Elements(take(Math.toIntExact(shape.count())));
        if (innermost == null) {
            letGo(elements.array);
        } else {
            innermost.made.add(elements);
        }
        return Tensor.of(shape, elements);
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

    /** The elements of a tensor, until the scope that it belongs to closes. */
    private final class Elements implements Storage {
        private float[] array;

        Elements(float[] array) {
            this.array = array;
        }

        @Override
        public float[] elements() {
            if (array == null) {
                throw new IllegalStateException("a tensor was used after its scope had closed");
            }
            return memory.elements(array);
        }

        void release() {
            give(array);
            array = null;
        }
    }

    private final class Frame implements Scope {
        private final Frame outer;
        private final List<Elements> made = new ArrayList<>();

        Frame(Frame outer) {
            this.outer = outer;
        }

        @Override
        public Tensor keep(Tensor tensor) {
            remove(tensor).ifPresent(elements -> {
                if (outer == null) {
                    letGo(elements.array);
                } else {
                    outer.made.add(elements);
                }
            });
            return tensor;
        }

        @Override
        public Tensor replace(Tensor old, Tensor next) {
            remove(old).ifPresent(Elements::release);
            return next;
        }

        /** Removes the elements of a tensor from those of this scope, if they belong to it. */
        private Optional<Elements> remove(Tensor tensor) {
            Optional<Elements> found = made.stream()
                    .filter(elements -> elements == tensor.storage())
                    .findFirst();
            found.ifPresent(made::remove);
            return found;
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
            made.forEach(Elements::release);
            if (outer == null) {
                trim();
            }
            innermost = outer;
        }
    }
}
