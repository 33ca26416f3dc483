package org.flux4j.vector.row;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** A function applied to every element of a tensor, and its gradient. */
public final class Elements {
    private Elements() {}

    /** Returns the results in a tensor of the shape of x. */
    public static Tensor map(Tensor x, RowFunction function, Engine engine) {
        Tensor y = engine.tensor(x.shape());
        engine.overElements(x, (from, to) -> function.apply(x.data(), from, y.data(), from, to - from));
        return y;
    }

    /**
     * Returns the gradient of a function of each element.
     *
     * @param function computes dx from dy and x
     */
    public static Tensor gradient(String operator, Tensor dy, Tensor x, Broadcast.Operation function, Engine engine) {
        Tensor dx = engine.tensor(Shapes.gradient(operator, dy.shape(), x.shape()));
        engine.overElements(
                x, (from, to) -> function.apply(dy.data(), from, x.data(), from, dx.data(), from, to - from));
        return dx;
    }
}
