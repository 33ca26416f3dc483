package org.flux4j.vector.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The calling thread and daemon helpers, which share the tasks of an operator. Each task computes outputs of its own,
 * so results depend neither on the number of threads nor on which thread runs which task.
 */
final class Threads implements Workers {
    /** Spins of a waiting thread before it parks: some tens of microseconds, about the time that waking it takes. */
    private static final int SPINS = 2_000;

    private static final List<Helper> HELPERS = new ArrayList<>();

    private final List<Scratch> scratches; // that of the caller, then those of the helpers

    /** Creates workers: the caller and {@code count} − 1 helpers. */
    Threads(int count, Memory memory) {
        if (count < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, found " + count);
        }
        scratches = Stream.generate(() -> new Scratch(memory)).limit(count).toList();
    }

    @Override
    public int count() {
        return scratches.size();
    }

    @Override
    public long scratch() {
        return Scratch.bytes(scratches);
    }

    @Override
    public void run(int tasks, Part part) {
        Job job = new Job(part, tasks, scratches);
        List<Helper> helpers = helpers(Math.min(count(), tasks) - 1);
        for (Helper helper : helpers) {
            helper.offer(job);
        }
        job.work(0);
        for (Helper helper : helpers) {
            helper.await(job);
        }
        job.rethrow();
    }

    private static List<Helper> helpers(int wanted) {
        if (wanted < 1) {
            return List.of();
        }
        synchronized (HELPERS) {
            while (HELPERS.size() < wanted) {
                HELPERS.add(new Helper(HELPERS.size() + 1));
            }
            return List.copyOf(HELPERS.subList(0, wanted));
        }
    }

    /** Tasks, each run by the next thread that is free. */
    private static final class Job {
        private final Part part;
        private final int tasks;
        private final List<Scratch> scratches;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Job(Part part, int tasks, List<Scratch> scratches) {
            this.part = part;
            this.tasks = tasks;
            this.scratches = scratches;
        }

        /** Runs tasks until none is left, as the worker of that number; the caller is 0. */
        void work(int worker) {
            try {
                Scratch scratch = scratches.get(worker);
                scratch.reset();
                Task task = part.begin(scratch);
                for (int index = next.getAndIncrement(); index < tasks; index = next.getAndIncrement()) {
                    task.run(index);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                next.set(tasks);
            }
        }

        void rethrow() {
            switch (failure.get()) {
                case null -> {}
                case Error e -> throw e;
                case Throwable e -> throw (RuntimeException) e;
            }
        }
    }

    /** A daemon thread that works on one job at a time. */
    private static final class Helper {
        private final AtomicReference<Job> offered = new AtomicReference<>();
        private final int number;
        private final Thread thread;
        private volatile Job current;

        Helper(int number) {
            this.number = number;
            thread =
                    Thread.ofPlatform().daemon().name("flux4j-vector-" + number).start(this::serve);
        }

        /** Offers a job unless the helper is busy with that of another caller. */
        void offer(Job job) {
            if (offered.compareAndSet(null, job)) {
                LockSupport.unpark(thread);
            }
        }

        /** Withdraws the offer, or waits until the helper is done with it. */
        void await(Job job) {
            for (int spins = 0; offered.get() == job || current == job; spins++) {
                if (!offered.compareAndSet(job, null)) {
                    pause(spins);
                }
            }
        }

        private void serve() {
            while (true) {
                Job job = next();
                current = job;
                if (offered.compareAndSet(job, null)) {
                    job.work(number);
                }
                current = null;
                LockSupport.unpark(job.caller);
            }
        }

        private Job next() {
            Job job = offered.get();
            for (int spins = 0; job == null; spins++) {
                pause(spins);
                job = offered.get();
            }
            return job;
        }

        /** Waits: at first it spins, later it parks until it is woken. */
        private void pause(int spins) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }
}
