package org.flux4j.vector.row;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** The copy of a part of a tensor into another that has the same sizes along all axes but one. */
public final class Copy {
    private Copy() {}

    /** Copies {@code count} indices of an axis, from {@code from} on in x to {@code to} on in y. */
    public static void along(int axis, Tensor x, int from, int count, Tensor y, int to, Engine engine) {
        Shape shape = x.shape();
        int along = shape.axis(axis);
        int outer = shape.product(0, along);
        int inner = shape.product(along + 1, shape.rank());
        int sizeX = x.dim(along);
        int sizeY = y.dim(along);
        engine.over(outer, Engine.grain(count * inner), (first, last) -> {
            float[] source = x.data();
            float[] target = y.data();
            for (int i = first; i < last; i++) {
                System.arraycopy(source, (i * sizeX + from) * inner, target, (i * sizeY + to) * inner, count * inner);
            }
        });
    }
}
