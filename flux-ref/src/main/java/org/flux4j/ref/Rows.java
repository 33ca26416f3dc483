package org.flux4j.ref;

import org.flux4j.op.Tensor;

/** Arithmetic of a tensor with another of its shape, or with a vector that meets every one of its rows. */
final class Rows {
    /** What becomes of two elements. */
    interface Operation {
        float of(float a, float b);
    }

    private Rows() {}

    static Tensor combine(String operator, Tensor a, Tensor b, int threads, Operation operation) {
        boolean vector = a.shape().rank() >= 1 && b.shape().rank() == 1;
        int[] expected = vector ? new int[] {a.dim(-1)} : a.shape().toArray();
        Check.shape(operator, "b", b.shape(), expected);
        int period = b.data().length;
        Tensor y = Tensor.zeros(a.shape());
        Split.over(y.data().length, threads, (from, to) -> {
            for (int i = from; i < to; i++) {
                y.data()[i] = operation.of(a.data()[i], b.data()[i % period]);
            }
        });
        return y;
    }
}
