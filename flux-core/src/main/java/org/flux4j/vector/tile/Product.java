package org.flux4j.vector.tile;

import java.util.Arrays;
import org.flux4j.op.Storage;
import org.flux4j.vector.row.AddRow;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.run.Scratch;

/**
 * The product of two matrices, both stored row by row, which is added to a third: c[m, n] += Σ_i a[m, i] · b[i, n].
 *
 * <p>The lanes are columns of b and c. So rows of b are copied into panels, those of a are read and those of c written where
 * they are, and nothing is transposed. Each task computes a block of c, block by block along i.
 */
public final class Product {
    /** The most rows and panels of a task, and the length of its blocks along i: its data fit the second cache. */
    private static final int ROWS = 96;

    private static final int PANELS = 24;
    private static final int BLOCK = 256;

    /** Rows of b that are copied at a time: they stay in the first cache. */
    private static final int COPIED = 16;

    /** The elements of b. */
    public interface Elements {
        /** Writes {@code count} elements, of which the first has the index {@code from}, to the beginning of an array. */
        void read(int from, float[] to, int count);
    }

    private final Storage a;
    private final int rowA;
    private final int rows;
    private final int inner;
    private final int columns;
    private final int panels;
    private final Storage c;

    /**
     * Creates a product.
     *
     * @param a {@code rows} × {@code inner} elements
     * @param rowA the distance of rows of a
     * @param c {@code rows} × {@code columns} elements
     */
    public Product(Storage a, int rowA, int rows, int inner, int columns, Storage c) {
        this.a = a;
        this.rowA = rowA;
        this.rows = rows;
        this.inner = inner;
        this.columns = columns;
        this.panels = Math.ceilDiv(columns, Tile.COLUMNS);
        this.c = c;
    }

    /** Adds the product to c. */
    public void add(Elements b, Engine engine) {
        float[] packed = engine.borrow(panels * inner * Tile.COLUMNS);
        engine.run(Math.ceilDiv(inner, COPIED), scratch -> {
            float[] elements = scratch.floats(COPIED * columns + Tile.COLUMNS);
            return task -> {
                int first = task * COPIED;
                int count = Math.min(COPIED, inner - first);
                b.read(first * columns, elements, count * columns);
                for (int panel = 0; panel < panels; panel++) {
                    int at = (panel * inner + first) * Tile.COLUMNS;
                    Panel.copy(elements, panel * Tile.COLUMNS, columns, count, packed, at);
                }
            };
        });
        int spans = Math.ceilDiv(rows, ROWS);
        int groups = Math.ceilDiv(panels, PANELS);
        engine.run(spans * groups, scratch -> {
            Block block = new Block(packed, scratch);
            return task -> {
                int top = task % spans * ROWS;
                int first = task / spans * PANELS;
                block.add(top, Math.min(rows, top + ROWS), first, Math.min(panels, first + PANELS));
            };
        });
        engine.release(packed);
    }

    /** The working memory of a worker: rows of a that do not fill a tile, and sums that do not fill rows or columns of c. */
    private final class Block {
        private final float[] packed;
        private final float[] rest;
        private final float[] sums;

        Block(float[] packed, Scratch scratch) {
            this.packed = packed;
            this.rest = scratch.floats(Tile.ROWS * BLOCK);
            this.sums = scratch.floats(Tile.ROWS * Tile.COLUMNS);
        }

        /** Adds to rows {@code top} to {@code bottom} of panels {@code first} to {@code last} (all exclusive). */
        void add(int top, int bottom, int first, int last) {
            for (int start = 0; start < inner; start += BLOCK) {
                for (int panel = first; panel < last; panel++) {
                    add(top, bottom, panel, start, Math.min(BLOCK, inner - start));
                }
            }
        }

        private void add(int top, int bottom, int panel, int start, int count) {
            float[] elements = a.elements();
            float[] products = c.elements();
            int atB = (panel * inner + start) * Tile.COLUMNS;
            int column = panel * Tile.COLUMNS;
            int width = Math.min(Tile.COLUMNS, columns - column);
            int whole = width < Tile.COLUMNS ? 0 : (bottom - top) / Tile.ROWS * Tile.ROWS;
            int atA = top * rowA + start;
            Tile.addAll(elements, atA, rowA, whole, packed, atB, count, products, top * columns + column, columns);
            for (int row = top + whole; row < bottom; row += Tile.ROWS) {
                int few = Math.min(Tile.ROWS, bottom - row);
                Arrays.fill(sums, 0);
                Tile.addRagged(elements, row * rowA + start, rowA, few, packed, atB, count, sums, 0, rest);
                for (int i = 0; i < few; i++) {
                    AddRow.accumulate(sums, i * Tile.COLUMNS, products, (row + i) * columns + column, width);
                }
            }
        }
    }
}
