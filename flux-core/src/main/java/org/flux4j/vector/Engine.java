package org.flux4j.vector;

import java.util.Arrays;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** What every operator runs on: memory for its results and threads to compute them. */
final class Engine {
    /** Computes the outputs {@code from} to {@code to} (exclusive). */
    interface Range {
        void compute(int from, int to);
    }

    /** Elements of a task: enough to be worth handing out, few enough to share evenly. */
    private static final int TASK = 1 << 14;

    private final Workspace workspace = new Workspace();
    private final Threads threads;

    Engine(int threads) {
        this.threads = new Threads(threads);
    }

    /** A tensor with anything in it, which lives as long as the innermost scope. */
    Tensor tensor(Shape shape) {
        return workspace.tensor(shape);
    }

    Tensor tensor(int... dims) {
        return workspace.tensor(Shape.of(dims));
    }

    /** An array of that size with anything in it, until it is {@linkplain #give given} back. */
    float[] take(int size) {
        return workspace.take(size);
    }

    /** The elements of a small weight, or {@code count} times {@code otherwise} when it is null; to be given back. */
    float[] read(Weight weight, int count, float otherwise) {
        float[] values = take(count);
        if (weight == null) {
            Arrays.fill(values, otherwise);
        } else {
            Widen.read(weight, 0, values, 0, count);
        }
        return values;
    }

    void give(float[] array) {
        workspace.give(array);
    }

    Scope scope() {
        return workspace.scope();
    }

    int threads() {
        return threads.count();
    }

    /** Runs tasks 0 to {@code tasks} (exclusive), each of which computes outputs of its own. */
    void run(int tasks, Threads.Task task) {
        threads.run(tasks, task);
    }

    /** Computes the outputs 0 to {@code count} (exclusive), {@code grain} at a time. */
    void over(int count, int grain, Range range) {
        threads.run(
                Math.ceilDiv(count, grain),
                (task, scratch) -> range.compute(task * grain, Math.min(count, (task + 1) * grain)));
    }

    /** How many rows of that many elements make a task. */
    static int grain(int elements) {
        return Math.max(1, TASK / Math.max(1, elements));
    }
}
