package org.flux4j.train;

import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The gradients of a {@link Tape}: which ones are needed, and their sums. A tensor is identified by its {@link Storage},
 * a weight by the memory of its elements; both are therefore the same under another shape.
 */
final class TapeSums {
    private final Operators ops;
    private final Scope scope;
    private final Set<Storage> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Storage, Tensor> tensors = new IdentityHashMap<>();
    private final Map<MemorySegment, float[]> weights = new HashMap<>();

    /**
     * Creates empty sums.
     *
     * @param ops the operators that add
     * @param scope the scope that gradients belong to when they are no longer used
     */
    TapeSums(Operators ops, Scope scope) {
        this.ops = ops;
        this.scope = scope;
    }

    /** Requests the gradient of a tensor. */
    void need(Tensor x) {
        needed.add(x.storage());
    }

    /** Returns {@code true} if the gradient of a tensor is requested. */
    boolean needs(Tensor x) {
        return needed.contains(x.storage());
    }

    /** Requests the gradient of a weight, which is added to the given array. */
    void need(Weight weight, float[] gradient) {
        if (weight.parts().size() != 1 || weight.shape().count() != gradient.length) {
            throw new IllegalArgumentException("train: expected a weight of one part and " + gradient.length
                    + " elements, found " + weight + " of " + weight.parts().size() + " parts");
        }
        weights.put(weight.parts().getFirst().bytes(), gradient);
    }

    /** Returns the array that the gradient of a weight is added to, or {@code null} if it is not requested. */
    float[] of(Weight weight) {
        boolean single = weight != null && weight.parts().size() == 1;
        return single ? weights.get(weight.parts().getFirst().bytes()) : null;
    }

    /** Adds to the gradient of a tensor if it is requested. */
    void add(Tensor x, Supplier<Tensor> gradient) {
        if (needs(x)) {
            Tensor next = gradient.get();
            Tensor sum = tensors.get(x.storage());
            if (sum == null) {
                tensors.put(x.storage(), next);
            } else {
                tensors.put(x.storage(), ops.add(sum, like(next, sum)));
                release(sum);
            }
        }
    }

    /** Returns {@code true} if something was added to the gradient of a tensor. */
    boolean has(Tensor x) {
        return tensors.containsKey(x.storage());
    }

    /** Returns the gradient of a tensor: the sum of what was added, or zeros. */
    Tensor of(Tensor x) {
        Tensor sum = tensors.get(x.storage());
        return sum == null ? Tensor.zeros(x.shape()) : like(sum, x);
    }

    /** Returns all sums. */
    Collection<Tensor> all() {
        return tensors.values();
    }

    /** Forgets the gradient of a tensor. */
    void remove(Tensor x) {
        Tensor sum = tensors.remove(x.storage());
        if (sum != null) {
            release(sum);
        }
    }

    /** Releases a gradient, unless it is that of another tensor as well. */
    private void release(Tensor gradient) {
        if (tensors.values().stream().noneMatch(other -> other.storage().equals(gradient.storage()))) {
            scope.replace(gradient, null);
        }
    }

    private static Tensor like(Tensor x, Tensor other) {
        return x.shape().equals(other.shape()) ? x : x.reshape(other.shape().toArray());
    }
}
