package org.flux4j.op;

/**
 * Predicts the memory that a computation takes, by running it with shapes alone. What the operators of a planner compute
 * has shapes but no elements, and no time is spent on it.
 */
public interface Planner {
    /** Returns the operators that take part in the prediction. */
    Operators operators();

    /** Returns a tensor without elements, as an input; its memory is not counted. */
    Tensor tensor(Shape shape);

    /**
     * Returns the most bytes that the real operators would hold at one time, counted since the last {@link #restartPeak}:
     * for the tensors they make in scopes, for memory that waits to be reused, and for working memory.
     */
    long peakBytes();

    /** Starts a new count for {@link #peakBytes}. */
    void restartPeak();
}
