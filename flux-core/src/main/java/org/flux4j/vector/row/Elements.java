package org.flux4j.vector.row;

import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** A function applied to every element of a tensor. */
public final class Elements {
    private Elements() {}

    /** Returns the results in a tensor of the shape of x. */
    public static Tensor map(Tensor x, RowFunction function, Engine engine) {
        Tensor y = engine.tensor(x.shape());
        engine.overElements(x, (from, to) -> function.apply(x.data(), from, y.data(), from, to - from));
        return y;
    }
}
