package org.flux4j.vector;

import java.util.Arrays;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * What every operator runs on: memory for its results and threads to compute them. Whatever touches elements is a task: so
 * an engine that runs none goes through every operator with shapes alone, and finds out what memory it takes.
 */
final class Engine {
    /** Computes the outputs {@code from} to {@code to} (exclusive). */
    interface Range {
        void compute(int from, int to);
    }

    /** Elements of a task: enough to be worth handing out, few enough to share evenly. */
    private static final int TASK = 1 << 14;

    private final Workspace workspace;
    private final Workers workers;

    private Engine(Memory memory, Workers workers) {
        this.workspace = new Workspace(memory);
        this.workers = workers;
    }

    static Engine of(int threads) {
        Memory heap = new Memory.Heap();
        return new Engine(heap, new Threads(threads, heap));
    }

    /** An engine that only books the memory which one with that many threads would hold. */
    static Engine planning(int threads) {
        Memory planned = new Memory.Planned();
        return new Engine(planned, new Planners(threads, planned));
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
        run(1, scratch -> task -> {
            if (weight == null) {
                Arrays.fill(values, otherwise);
            } else {
                Widen.read(weight, 0, values, 0, count);
            }
        });
        return values;
    }

    void give(float[] array) {
        workspace.give(array);
    }

    Scope scope() {
        return workspace.scope();
    }

    /** The most bytes that were held at one time since the last {@link #restart}, working memory included. */
    long peak() {
        return workspace.peak() + workers.scratch();
    }

    void restart() {
        workspace.restart();
    }

    int threads() {
        return workers.count();
    }

    /** Runs tasks 0 to {@code tasks} (exclusive), each of which computes outputs of its own. */
    void run(int tasks, Workers.Part part) {
        workers.run(tasks, part);
    }

    /** Computes the outputs 0 to {@code count} (exclusive), {@code grain} at a time. */
    void over(int count, int grain, Range range) {
        workers.run(
                Math.ceilDiv(count, grain),
                scratch -> task -> range.compute(task * grain, Math.min(count, (task + 1) * grain)));
    }

    /** How many rows of that many elements make a task. */
    static int grain(int elements) {
        return Math.max(1, TASK / Math.max(1, elements));
    }
}
