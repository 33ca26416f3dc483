package org.flux4j.tornado.run;

import org.flux4j.op.Check;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid2D;

/**
 * The items that a kernel runs on: {@code columns × rows} of them, in groups.
 *
 * @param columns the number of items along the first axis
 * @param rows the number of items along the second axis
 * @param localColumns the number of columns of a group
 * @param localRows the number of rows of a group
 */
public record Grid(int columns, int rows, int localColumns, int localRows) {
    /** The largest group of a loop, and the number of groups that a small loop is split into. */
    private static final int LARGEST_GROUP = 64;

    private static final int GROUPS = 16;

    /**
     * Creates a grid.
     *
     * @throws IllegalArgumentException if it is empty, or is not made of whole groups: TornadoVM would not launch it,
     *     and say nothing
     */
    public Grid {
        Check.require(columns > 0 && rows > 0, "grid", "items", "at least 1", columns + " × " + rows);
        boolean whole = columns % localColumns == 0 && rows % localRows == 0;
        Check.require(
                whole, "grid", "items", "whole groups of " + localColumns + " × " + localRows, columns + " × " + rows);
    }

    /** Returns a grid for a loop over so many indices; a loop ends where it ends, whatever the number of items. */
    static Grid loop(int count) {
        int local = group(count);
        return new Grid(Math.ceilDiv(count, local) * local, 1, local, 1);
    }

    /** Returns a grid for a loop in a loop: TornadoVM makes the outer one the first axis. */
    static Grid loops(int outer, int inner) {
        int local = group(inner);
        return new Grid(outer, Math.ceilDiv(inner, local) * local, 1, local);
    }

    private static int group(int count) {
        return Math.clamp(Integer.highestOneBit(Math.max(1, count / GROUPS)), 1, LARGEST_GROUP);
    }

    WorkerGrid worker() {
        WorkerGrid worker = new WorkerGrid2D(columns, rows);
        worker.setLocalWork(localColumns, localRows, 1);
        return worker;
    }
}
