package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToDoubleFunction;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** Comparisons with formulas for the tests of operators. */
final class Numbers {
    private Numbers() {}

    static Tensor vector(float... values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    /** Returns one element of a tensor. */
    static float at(Tensor tensor, int... index) {
        assertThat(index).hasSize(tensor.shape().rank());
        int offset = 0;
        for (int axis = 0; axis < index.length; axis++) {
            assertThat(index[axis]).isBetween(0, tensor.dim(axis) - 1);
            offset = offset * tensor.dim(axis) + index[axis];
        }
        return tensor.data()[offset];
    }

    /** Asserts that every element equals its definition by index, up to rounding to float32. */
    static void assertDefined(Tensor got, Shape shape, ToDoubleFunction<int[]> definition) {
        assertValues(got, shape, evaluate(shape, definition));
    }

    /** Asserts that every element equals the given value, up to rounding to float32. */
    static void assertValues(Tensor got, Shape shape, double... values) {
        assertClose(got, shape, 1e-12, 0x1p-23, values);
    }

    /** As {@link #assertDefined}, but for results whose intermediate values are rounded to float32 as well. */
    static void assertNear(Tensor got, Shape shape, ToDoubleFunction<int[]> definition) {
        assertClose(got, shape, 1e-6, 1e-6, evaluate(shape, definition));
    }

    private static void assertClose(Tensor got, Shape shape, double atol, double rtol, double... values) {
        assertThat(got.shape()).isEqualTo(shape);
        assertThat(values).isNotEmpty().hasSize(got.data().length);
        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs(got.data()[i] - values[i]))
                    .as("element %s of %s: got %s, want %s", i, shape, got.data()[i], values[i])
                    .isLessThanOrEqualTo(atol + rtol * Math.abs(values[i]));
        }
    }

    private static double[] evaluate(Shape shape, ToDoubleFunction<int[]> definition) {
        double[] values = new double[Math.toIntExact(shape.count())];
        int[] index = new int[shape.rank()];
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                index[axis] = rest % shape.dim(axis);
                rest /= shape.dim(axis);
            }
            values[i] = definition.applyAsDouble(index);
        }
        return values;
    }
}
