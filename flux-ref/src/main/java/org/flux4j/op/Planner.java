package org.flux4j.op;

import java.util.List;

/**
 * Predicts how much memory a computation takes, by running it on shapes alone. The operators of a planner return
 * tensors without elements and compute nothing.
 */
public interface Planner {
    /** The name of the memory of Java, whose limit the user sets. */
    String HEAP = "Java heap";

    /** Returns the operators to run the computation with. */
    Operators operators();

    /** Returns a tensor without elements, to be used as an input. Its memory is not counted. */
    Tensor tensor(Shape shape);

    /**
     * Returns the maximum number of bytes that the real operators would hold at one time, since the last call of
     * {@link #restartPeak}. It includes the tensors created in scopes, memory retained for reuse, and working memory.
     */
    long peakBytes();

    /** Restarts the count of {@link #peakBytes}. */
    void restartPeak();

    /** Returns the name of the memory that is counted. */
    default String memory() {
        return HEAP;
    }

    /**
     * Returns the data flow of the {@linkplain Operators#repeated repeated} steps that the real operators would record, in
     * lines; empty if they record nothing.
     */
    default List<String> dataFlow() {
        return List.of();
    }
}
