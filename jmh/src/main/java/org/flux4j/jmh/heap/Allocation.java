package org.flux4j.jmh.heap;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** What the virtual machine itself says that an object takes: it counts the bytes that each thread allocates. */
final class Allocation {
    /** The first time, classes are loaded as well; in later ones, nothing but the object is made. */
    private static final int TIMES = 10;

    private Allocation() {}

    /** The bytes that {@code make} allocates: the least of several times. */
    static long bytes(Supplier<Object> make) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Object[] made = new Object[TIMES];
        long least = Long.MAX_VALUE;
        for (int time = 0; time < TIMES; time++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            made[time] = make.get();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
