package org.flux4j.train;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.flux4j.op.Operators;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The gradients of a {@link Tape}: which ones are needed, and their sums. A tensor is identified by its {@link Storage},
 * a weight by the memory of its elements; both are therefore the same under another shape.
 */
final class TapeSums {
    private final Operators ops;
    private final Set<Storage> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Storage, Tensor> tensors = new IdentityHashMap<>();
    private final Map<MemorySegment, float[]> weights = new HashMap<>();

    TapeSums(Operators ops) {
        this.ops = ops;
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
            tensors.merge(x.storage(), next, (sum, more) -> ops.add(sum, like(more, sum)));
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

    /** Forgets the gradient of a tensor. */
    void remove(Tensor x) {
        tensors.remove(x.storage());
    }

    private static Tensor like(Tensor x, Tensor other) {
        return x.shape().equals(other.shape()) ? x : x.reshape(other.shape().toArray());
    }
}
