package org.flux4j.vector.row;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/**
 * Arithmetic of a tensor with another that is repeated along its rows or for all its elements, unless it has the same
 * shape.
 */
public final class Broadcast {
    /** Arithmetic of two rows. */
    public interface Operation {
        /** Computes y[atY + i] from a[atA + i] and b[atB + i] for i &lt; count. */
        void apply(float[] a, int atA, float[] b, int atB, float[] y, int atY, int count);
    }

    /** Arithmetic of a row and a number. */
    public interface ScalarOperation {
        /** Computes y[at + i] from a[at + i] and b for i &lt; count. */
        void apply(float[] a, int at, float b, float[] y, int count);
    }

    private Broadcast() {}

    /** Returns the results in a tensor of the shape of a. */
    public static Tensor combine(
            String operator, Tensor a, Tensor b, Operation operation, ScalarOperation scalar, Engine engine) {
        Tensor y = engine.tensor(Shapes.broadcast(operator, a.shape(), b.shape()));
        if (Shapes.isScalar(b.shape())) {
            engine.overElements(a, (from, to) -> scalar.apply(a.data(), from, b.data()[0], y.data(), to - from));
        } else if (a.shape().equals(b.shape())) {
            engine.overElements(
                    a, (from, to) -> operation.apply(a.data(), from, b.data(), from, y.data(), from, to - from));
        } else {
            engine.overRows(a, (from, to) -> {
                float[] left = a.data();
                float[] right = b.data();
                float[] result = y.data();
                for (int at = from; at < to; at += b.dim(0)) {
                    operation.apply(left, at, right, 0, result, at, b.dim(0));
                }
            });
        }
        return y;
    }
}
