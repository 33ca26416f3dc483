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
 * The most bytes that were found alive on the heap: a thread has the garbage collector run again and again, and looks at
 * what is left. It wants the serial collector. What lives for less than the time from one collection to the next may be missed.
 */
final class LiveHeap implements AutoCloseable {
    /** From one collection to the next, in nanoseconds: the run itself must get on. */
    private static final long PAUSE = 50_000_000;

    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private long peak;
    private boolean closed;

    LiveHeap() {
        Thread.ofPlatform().daemon().start(this::watch);
    }

    private void watch() {
        while (look()) {
            System.gc();
            LockSupport.parkNanos(PAUSE);
        }
    }

    private synchronized boolean look() {
        peak = Math.max(peak, afterCollection());
        return !closed;
    }

    /** The peak so far; a new one begins with what is alive now. */
    synchronized long restart() {
        look();
        long last = peak;
        peak = now();
        return last;
    }

    static long now() {
        System.gc();
        return afterCollection();
    }

    /** Only what the collector of the whole heap leaves is alive: others leave garbage. */
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
