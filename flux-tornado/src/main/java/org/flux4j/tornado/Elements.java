package org.flux4j.tornado;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;

/** Functions of one element, applied to each element of a tensor. */
final class Elements {
    private Elements() {}

    /** Returns y = f(x), where the kernel computes f and takes x, y and the number of elements. */
    static Tensor map(Kernel kernel, Tensor x, Engine engine) {
        int count = (int) x.shape().count();
        return engine.run(
                Launch.of(kernel).tensor(x).result(x.shape()).ints(count).over(count));
    }
}
