package org.flux4j.vector.run;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;

/**
 * The memory of tensors. Arrays are reused by size: what a scope released serves the next tensor of that many elements,
 * so a denoising step after the first allocates almost nothing. When the outermost scope closes, all arrays are left to
 * the garbage collector; so are those of tensors that are made outside all scopes.
 *
 * <p>Not safe for use by more than one thread, the one that calls the operators.
 */
final class Workspace {
    private final Memory memory;
    private final Map<Integer, ArrayDeque<float[]>> free = new HashMap<>();
    private Frame innermost;
    private long held; // elements of all arrays that were made and not dropped
    private long peak;

    Workspace(Memory memory) {
        this.memory = memory;
    }

    /** Returns a tensor with uninitialised elements, which lives as long as the innermost scope. */
    Tensor tensor(Shape shape) {
        Elements elements = new Elements(borrow(Math.toIntExact(shape.count())));
        if (innermost == null) {
            drop(elements.array);
        } else {
            innermost.made.add(elements);
        }
        return Tensor.of(shape, elements);
    }

    /** Returns an uninitialised array of that size, to be {@linkplain #release released}. */
    float[] borrow(int size) {
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

    /** Makes a borrowed array available again. */
    void release(float[] array) {
        if (innermost == null) {
            drop(array);
        } else {
            free.computeIfAbsent(memory.size(array), size -> new ArrayDeque<>()).push(array);
        }
    }

    /** Leaves an array to the garbage collector. */
    private void drop(float[] array) {
        held -= memory.size(array);
    }

    /** Returns the most bytes that all arrays took at one time, in use or not, since the last {@link #restartPeak}. */
    long peak() {
        return Float.BYTES * peak;
    }

    /** Begins a new measurement of {@link #peak}. */
    void restartPeak() {
        peak = held;
    }

    /** Opens a scope. */
    Scope scope() {
        innermost = new Frame(innermost);
        return innermost;
    }

    /** The elements of a tensor until its scope closes. */
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
            Workspace.this.release(array);
            array = null;
        }
    }

    private final class Frame implements Scope {
        private final Frame outer;
        private final Set<Elements> made = new LinkedHashSet<>();

        Frame(Frame outer) {
            this.outer = outer;
        }

        @Override
        public Tensor keep(Tensor tensor) {
            remove(tensor).ifPresent(elements -> {
                if (outer == null) {
                    drop(elements.array);
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

        /** Removes the elements of a tensor from this scope, and returns them if they belonged to it. */
        private Optional<Elements> remove(Tensor tensor) {
            boolean found = tensor.storage() instanceof Elements elements && made.remove(elements);
            return found ? Optional.of((Elements) tensor.storage()) : Optional.empty();
        }

        @Override
        public void trim() {
            free.values().forEach(ofSize -> ofSize.forEach(Workspace.this::drop));
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
