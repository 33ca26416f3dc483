package org.flux4j.vector.tile;

import java.util.Arrays;
import org.flux4j.op.Storage;
import org.flux4j.vector.row.RowFunction;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.run.Scratch;

/**
 * The product of two matrices, both stored row by row: c[m, n] = Σ_i a[m, i] · b[i, n].
 *
 * <p>The lanes are columns of b and c. So rows of b are copied into panels, those of a are read where they are, and nothing
 * is transposed. Each task computes a block of c, block by block along i.
 */
public final class Product {
    /** The most rows and panels of a task, and the length of its blocks along i: its data fit the second cache. */
    private static final int ROWS = 96;

    private static final int PANELS = 24;
    private static final int BLOCK = 512;

    /** The rows of b. */
    public interface Rows {
        /** Writes all elements of a row to {@code to}, from {@code at} on. */
        void read(int row, float[] to, int at);
    }

    private final Storage a;
    private final int rowA;
    private final int rows;
    private final int inner;
    private final int columns;
    private final int panels;
    private final RowFunction write;
    private final Storage c;

    /**
     * Creates a product.
     *
     * @param a {@code rows} × {@code inner} elements
     * @param rowA the distance of rows of a
     * @param write the function that writes sums to c, which may use what is there
     * @param c {@code rows} × {@code columns} elements
     */
    public Product(Storage a, int rowA, int rows, int inner, int columns, RowFunction write, Storage c) {
        this.a = a;
        this.rowA = rowA;
        this.rows = rows;
        this.inner = inner;
        this.columns = columns;
        this.panels = Math.ceilDiv(columns, Tile.COLUMNS);
        this.write = write;
        this.c = c;
    }

    /** Computes c. */
    public void compute(Rows b, Engine engine) {
        float[] packed = engine.borrow(panels * inner * Tile.COLUMNS);
        engine.run(Math.ceilDiv(inner, ROWS), scratch -> {
            float[] row = scratch.floats(panels * Tile.COLUMNS);
            return task -> {
                for (int i = task * ROWS; i < Math.min(inner, (task + 1) * ROWS); i++) {
                    b.read(i, row, 0);
                    for (int panel = 0; panel < panels; panel++) {
                        int at = (panel * inner + i) * Tile.COLUMNS;
                        System.arraycopy(row, panel * Tile.COLUMNS, packed, at, Tile.COLUMNS);
                    }
                }
            };
        });
        int spans = Math.ceilDiv(rows, ROWS);
        int groups = Math.ceilDiv(panels, PANELS);
        engine.run(spans * groups, scratch -> {
            Sums sums = new Sums(scratch);
            return task -> {
                int span = task % spans;
                int group = task / spans;
                sums.compute(
                        packed,
                        rows * span / spans,
                        rows * (span + 1) / spans,
                        panels * group / groups,
                        panels * (group + 1) / groups);
            };
        });
        engine.release(packed);
    }

    /** The working memory of a worker: the sums of a block of c, and the rows of a that do not fill a tile. */
    private final class Sums {
        private final int size = Tile.fill(Math.min(rows, ROWS)) * Tile.COLUMNS; // the distance of panels
        private final float[] sums;
        private final float[] rest;

        Sums(Scratch scratch) {
            sums = scratch.floats(Math.min(panels, PANELS) * size);
            rest = scratch.floats(Tile.ROWS * BLOCK);
        }

        /** Computes rows {@code top} to {@code bottom} of panels {@code first} to {@code last} (all exclusive). */
        void compute(float[] packed, int top, int bottom, int first, int last) {
            float[] elements = a.elements();
            Arrays.fill(sums, 0, (last - first) * size, 0);
            for (int start = 0; start < inner; start += BLOCK) {
                int count = Math.min(BLOCK, inner - start);
                for (int panel = first; panel < last; panel++) {
                    int atA = top * rowA + start;
                    int atB = (panel * inner + start) * Tile.COLUMNS;
                    int atC = (panel - first) * size;
                    Tile.addRagged(elements, atA, rowA, bottom - top, packed, atB, count, sums, atC, rest);
                }
            }
            for (int panel = first; panel < last; panel++) {
                int column = panel * Tile.COLUMNS;
                int count = Math.min(Tile.COLUMNS, columns - column);
                for (int row = top; row < bottom; row++) {
                    int from = (panel - first) * size + (row - top) * Tile.COLUMNS;
                    write.apply(sums, from, c.elements(), row * columns + column, count);
                }
            }
        }
    }
}
