package org.flux4j.tornado;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;

/** Element-wise arithmetic on two tensors, of which the second may be repeated. */
final class Broadcast {
    private Broadcast() {}

    /** Returns y[i] = f(a[i], b[i mod count(b)]), where the kernel computes f. */
    static Tensor combine(Kernel kernel, Tensor a, Tensor b, Engine engine) {
        Shape y = Shapes.broadcast(kernel.name(), a.shape(), b.shape());
        int count = (int) y.count();
        int period = (int) b.shape().count();
        return engine.run(Launch.of(kernel)
                .tensor(a)
                .tensor(b)
                .result(y)
                .ints(count, period)
                .over(count));
    }
}
