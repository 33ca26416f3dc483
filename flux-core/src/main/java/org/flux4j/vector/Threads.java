package org.flux4j.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Shares the tasks of an operator between the calling thread and daemon helpers. Each task computes outputs of its own,
 * so results depend neither on the number of threads nor on who does what.
 */
final class Threads implements Workers {
    /** How often who waits looks before it sleeps: some tens of microseconds, as a wake-up takes. */
    private static final int LOOKS = 2_000;

    private static final List<Helper> HELPERS = new ArrayList<>();

    private final List<Scratch> scratches; // the caller's, then those of the helpers

    /** The caller and {@code count} − 1 helpers. */
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
        List<Helper> asked = helpers(Math.min(count(), tasks) - 1);
        for (Helper helper : asked) {
            helper.offer(job);
        }
        job.work(0);
        for (Helper helper : asked) {
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

    /** Tasks that are handed out in order to whoever is free. */
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

        /** The part of that worker, 0 being the caller. */
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

        /** Offers a job, unless the helper is busy with that of another caller. */
        void offer(Job job) {
            if (offered.compareAndSet(null, job)) {
                LockSupport.unpark(thread);
            }
        }

        /** Takes the offer back, or waits until the helper is done with it. */
        void await(Job job) {
            for (int looks = 0; offered.get() == job || current == job; looks++) {
                if (!offered.compareAndSet(job, null)) {
                    pause(looks);
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
            for (int looks = 0; job == null; looks++) {
                pause(looks);
                job = offered.get();
            }
            return job;
        }

        /** Whoever waits looks again and again, and after a while only when woken up. */
        private void pause(int looks) {
            if (looks < LOOKS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }
}
