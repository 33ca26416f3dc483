package org.flux4j.ref;

import java.util.function.DoubleUnaryOperator;
import org.flux4j.op.Tensor;

/** A function of each element: y[i] = function(x[i]). */
final class Elements {
    private Elements() {}

    static Tensor map(Tensor x, int threads, DoubleUnaryOperator function) {
        Tensor y = Tensor.zeros(x.shape());
        Parallel.over(y.data().length, threads, (from, to) -> {
            for (int i = from; i < to; i++) {
                y.data()[i] = (float) function.applyAsDouble(x.data()[i]);
            }
        });
        return y;
    }
}
