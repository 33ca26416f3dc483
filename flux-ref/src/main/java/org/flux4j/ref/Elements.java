package org.flux4j.ref;

import java.util.function.DoubleUnaryOperator;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/** A function of each element, y[i] = function(x[i]), and its gradient. */
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

    /** Returns the gradient of such a function: dx[i] = dy[i] · derivative(x[i]). */
    static Tensor gradient(String operator, Tensor dy, Tensor x, int threads, DoubleUnaryOperator derivative) {
        Tensor dx = Tensor.zeros(Shapes.gradient(operator, dy.shape(), x.shape()));
        Parallel.over(dx.data().length, threads, (from, to) -> {
            for (int i = from; i < to; i++) {
                dx.data()[i] = (float) (dy.data()[i] * derivative.applyAsDouble(x.data()[i]));
            }
        });
        return dx;
    }
}
