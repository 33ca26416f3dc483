package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/** Arithmetic of a tensor with another that is repeated along its rows or for all its elements, unless it has the same shape. */
final class Broadcast {
    /** What becomes of two elements. */
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
