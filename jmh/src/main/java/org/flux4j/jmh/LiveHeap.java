package org.flux4j.jmh;

import com.sun.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Measures the peak of the live bytes on the heap. A thread runs the garbage collector repeatedly and notes the bytes
 * that remain. This requires the serial collector. Objects that live for less than the interval between two collections
 * may be missed.
 */
final class LiveHeap implements AutoCloseable {
    /** The pause between two collections, in nanoseconds, in which the measured code makes progress. */
    private static final long PAUSE = 50_000_000;

    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private long peak;
    private boolean closed;

    /** Starts the measurement. */
    LiveHeap() {
        Thread.ofPlatform().daemon().start(this::watch);
    }

    private void watch() {
        while (update()) {
            System.gc();
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Updates the peak, and returns {@code true} until the measurement is closed. */
    private synchronized boolean update() {
        peak = Math.max(peak, afterCollection());
        return !closed;
    }

    /** Returns the peak so far, and starts a new one at the bytes that are live now. */
    synchronized long restart() {
        update();
        long last = peak;
        peak = now();
        return last;
    }

    /** Returns the bytes that are live now. */
    static long now() {
        System.gc();
        return afterCollection();
    }

    /** Returns the bytes that the last full collection left; partial collections leave garbage. */
    private static long afterCollection() {
        return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                .filter(collector -> collector.getName().equals("MarkSweepCompact"))
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(Objects::nonNull)
                .flatMap(info -> info.getMemoryUsageAfterGc().entrySet().stream())
                .filter(pool -> POOLS.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
