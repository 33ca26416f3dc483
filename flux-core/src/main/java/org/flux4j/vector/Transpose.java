package org.flux4j.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** y[j, i] = x[i, j], square by square. */
final class Transpose {
    /** A square of that side stays in the first cache. */
    private static final int SIDE = 16;

    private Transpose() {}

    static Tensor apply(Tensor x, Shape shape, Engine engine) {
        Tensor y = engine.tensor(shape);
        int rows = x.dim(0);
        int columns = x.dim(1);
        engine.over(
                columns,
                Engine.grain(rows),
                (from, to) -> turn(x.data(), from, columns, rows, to - from, y.data(), from * rows, rows));
        return y;
    }

    /** Of {@code rows} × {@code columns} elements, given the first elements and the distances of rows. */
    static void turn(float[] x, int atX, int rowX, int rows, int columns, float[] y, int atY, int rowY) {
        for (int i = 0; i < rows; i += SIDE) {
            for (int j = 0; j < columns; j += SIDE) {
                int bottom = Math.min(rows, i + SIDE);
                int right = Math.min(columns, j + SIDE);
                for (int column = j; column < right; column++) {
                    for (int row = i; row < bottom; row++) {
                        y[atY + column * rowY + row] = x[atX + row * rowX + column];
                    }
                }
            }
        }
    }
}
