package org.flux4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;

/** Threads that compute side by side, each with operators of its own. */
public final class WorkerPool implements AutoCloseable {
    /** A part of a computation that depends on no other part. */
    @FunctionalInterface
    public interface Task {
        /** Computes part {@code index} on the operators of the thread. */
        void run(int index, Operators ops);
    }

    private final List<Operators> operators;

    /** The outermost scope of each, which keeps the memory of one task for the next. */
    private final List<Scope> scopes;

    private final ExecutorService threads;

    /**
     * Starts the threads.
     *
     * @param count the number of threads
     * @param opener opens the operators of a thread, which run on that thread alone
     */
    public WorkerPool(int count, Supplier<Operators> opener) {
        operators = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operators.add(opener.get());
        }
        scopes = operators.stream().map(ops -> ops.scope("worker")).toList();
        threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("trainer-", 0).factory());
    }

    /** Runs tasks 0 to {@code count} (exclusive), and returns when all have ended. Rethrows what one of them throws. */
    public void run(int count, Task task) {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> shares = new ArrayList<>();
        for (Operators ops : operators) {
            shares.add(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    task.run(i, ops);
                }
                return null;
            });
        }
        try {
            for (Future<Void> share : threads.invokeAll(shares)) {
                share.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Returns the operators of one thread, to be used while no task runs. */
    Operators any() {
        return operators.getFirst();
    }

    /** Ends the threads and closes their operators. */
    @Override
    public void close() {
        threads.shutdownNow();
        scopes.forEach(Scope::close);
        operators.forEach(Operators::close);
    }
}
