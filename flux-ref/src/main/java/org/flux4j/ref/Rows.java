package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/** Arithmetic of a tensor with another of its shape, or with a vector that meets every one of its rows. */
final class Rows {
    /** What becomes of two elements. */
    interface Operation {
        float of(float a, float b);
    }

    private Rows() {}

    static Tensor combine(String operator, Tensor a, Tensor b, int threads, Operation operation) {
        Tensor y = Tensor.zeros(Shapes.rows(operator, a.shape(), b.shape()));
        int period = b.data().length;
        Split.over(y.data().length, threads, (from, to) -> {
            for (int i = from; i < to; i++) {
                y.data()[i] = operation.of(a.data()[i], b.data()[i % period]);
            }
        });
        return y;
    }
}
