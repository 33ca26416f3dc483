package org.flux4j.tornado.run;

import org.flux4j.op.Check;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid2D;

/**
 * The items that a kernel runs on: {@code columns × rows} of them.
 *
 * @param columns the number of items along the first axis
 * @param rows the number of items along the second axis
 * @param localColumns the number of columns of a group; 0 if the driver chooses the groups
 * @param localRows the number of rows of a group
 */
public record Grid(int columns, int rows, int localColumns, int localRows) {
    /**
     * Creates a grid.
     *
     * @throws IllegalArgumentException if it is empty, or is not made of whole groups: TornadoVM would not launch it,
     *     and say nothing
     */
    public Grid {
        Check.require(columns > 0 && rows > 0, "grid", "items", "at least 1", columns + " × " + rows);
        boolean whole = localColumns == 0 || (columns % localColumns == 0 && rows % localRows == 0);
        Check.require(
                whole, "grid", "items", "whole groups of " + localColumns + " × " + localRows, columns + " × " + rows);
    }

    WorkerGrid worker() {
        WorkerGrid worker = new WorkerGrid2D(columns, rows);
        if (localColumns == 0) {
            worker.setLocalWorkToNull();
        } else {
            worker.setLocalWork(localColumns, localRows, 1);
        }
        return worker;
    }
}
