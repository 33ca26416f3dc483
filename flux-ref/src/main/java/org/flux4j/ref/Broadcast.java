package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * Element-wise arithmetic on two tensors: y[i] = operation(a[i], b[i mod count(b)]). Thus b, if it is smaller than a,
 * is repeated for each row or for each element of a.
 */
final class Broadcast {
    /** Combines two elements into one. */
    interface Operation {
        float of(float a, float b);
    }

    private Broadcast() {}

    static Tensor combine(String operator, Tensor a, Tensor b, int threads, Operation operation) {
        Tensor y = Tensor.zeros(Shapes.broadcast(operator, a.shape(), b.shape()));
        int period = b.data().length;
        Parallel.over(y.data().length, threads, (from, to) -> {
            for (int i = from; i < to; i++) {
                y.data()[i] = operation.of(a.data()[i], b.data()[i % period]);
            }
        });
        return y;
    }
}
