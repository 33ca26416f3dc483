package org.flux4j.vector.run;

import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * The memory and the workers of operators. Only tasks access elements; therefore an engine that runs no task takes
 * shapes alone through every operator, and finds out how much memory they need.
 */
public final class Engine {
    /** Computes the outputs {@code from} to {@code to} (exclusive). */
    public interface Range {
        void compute(int from, int to);
    }

    /** Elements of a task: enough to be worth distributing, few enough to be shared evenly. */
    private static final int TASK = 1 << 14;

    private final Workspace workspace;
    private final Workers workers;

    private Engine(Memory memory, Workers workers) {
        this.workspace = new Workspace(memory);
        this.workers = workers;
    }

    /** Returns an engine with that many threads, the calling one included. */
    public static Engine of(int threads) {
        Memory heap = new Memory.Heap();
        return new Engine(heap, new Threads(threads, heap));
    }

    /** Returns an engine that runs no task and counts the memory that one with that many threads would hold. */
    public static Engine planning(int threads) {
        Memory planned = new Memory.Planned();
        return new Engine(planned, new Planners(threads, planned));
    }

    // ---- memory ----------------------------------------------------------------------------------------------------

    /** Returns a tensor with uninitialised elements, which lives as long as the innermost scope. */
    public Tensor tensor(Shape shape) {
        return workspace.tensor(shape);
    }

    /** Returns an uninitialised array of that size, to be {@linkplain #release released}. */
    public float[] borrow(int size) {
        return workspace.borrow(size);
    }

    /** Takes a borrowed array back. */
    public void release(float[] array) {
        workspace.release(array);
    }

    /** Opens a scope. */
    public Scope scope() {
        return workspace.scope();
    }

    /** Returns the most bytes held at one time since the last {@link #restartPeak}, working memory included. */
    public long peak() {
        return workspace.peak() + workers.scratch();
    }

    /** Begins a new measurement of {@link #peak}. */
    public void restartPeak() {
        workspace.restartPeak();
    }

    // ---- execution -------------------------------------------------------------------------------------------------

    /** Returns the number of threads. */
    public int threads() {
        return workers.count();
    }

    /** Runs tasks 0 to {@code tasks} (exclusive), each of which computes outputs of its own. */
    public void run(int tasks, Workers.Part part) {
        workers.run(tasks, part);
    }

    /** Computes the outputs 0 to {@code count} (exclusive), {@code grain} of them in a task. */
    public void over(int count, int grain, Range range) {
        workers.run(
                Math.ceilDiv(count, grain),
                scratch -> task -> range.compute(task * grain, Math.min(count, (task + 1) * grain)));
    }

    /** Computes a result with as many elements as x, by ranges of elements. */
    public void overElements(Tensor x, Range range) {
        over((int) x.shape().count(), grain(1), range);
    }

    /** Does the same, where all ranges begin and end with rows of x: its last axis. */
    public void overRows(Tensor x, Range range) {
        int length = x.dim(-1);
        over(x.shape().rows(), grain(length), (from, to) -> range.compute(from * length, to * length));
    }

    /** Returns how many outputs of that many elements make a task. */
    public static int grain(int elements) {
        return Math.max(1, TASK / Math.max(1, elements));
    }
}
