package org.flux4j.model;

import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** A tile of a map: a part of its own, its core, and around it what it shares with its neighbours. */
record Tile(Span rows, Span columns) {
    /**
     * A range of rows or columns.
     *
     * @param from the first index
     * @param to the index after the last
     * @param core the first index of the core
     * @param coreEnd the index after the last of the core
     */
    record Span(int from, int to, int core, int coreEnd) {
        /** Returns the range with a core of {@code side} and {@code reach} on both sides, within 0 to {@code size}. */
        static Span of(int core, int side, int reach, int size) {
            int end = Math.min(size, core + side);
            return new Span(Math.max(0, core - reach), Math.min(size, end + reach), core, end);
        }

        int length() {
            return to - from;
        }
    }

    /** Returns the number of pixels, shared ones included. */
    long pixels() {
        return (long) rows.length() * columns.length();
    }

    /** Returns the tile of a map, [C, H, W]. */
    Tensor of(Operators ops, Tensor map) {
        return ops.slice(ops.slice(map, 1, rows.from, rows.to), 2, columns.from, columns.to);
    }

    /** A range of elements of a tile that lie side by side in its core. */
    interface Run {
        /**
         * Receives a range.
         *
         * @param at its first element in the tile
         * @param row its row in the whole map
         * @param column the column in the whole map of its first element
         */
        void accept(int at, int row, int column, int count);
    }

    /** Passes on the core of a channel of a map that was made of this tile, and may be larger in scale. */
    void core(Tensor part, int channel, Run run) {
        int scale = part.dim(1) / rows.length();
        int width = part.dim(2);
        for (int row = rows.core * scale; row < rows.coreEnd * scale; row++) {
            int at = (channel * part.dim(1) + row - rows.from * scale) * width + (columns.core - columns.from) * scale;
            run.accept(at, row, columns.core * scale, (columns.coreEnd - columns.core) * scale);
        }
    }

    /** Copies the core of a map that was made of this tile into the whole. */
    void copy(Tensor part, Tensor whole) {
        float[] from = part.data();
        float[] to = whole.data();
        for (int i = 0; i < whole.dim(0); i++) {
            int channel = i;
            core(
                    part,
                    channel,
                    (at, row, column, count) -> System.arraycopy(
                            from, at, to, (channel * whole.dim(1) + row) * whole.dim(2) + column, count));
        }
    }
}
