package org.flux4j.jmh.heap;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Measures the size of an object by the number of bytes that the virtual machine says a thread has allocated. */
final class Allocation {
    /** The number of measurements. The first one may include the loading of classes; later ones do not. */
    private static final int TIMES = 10;

    private Allocation() {}

    /** Returns the number of bytes that a call of {@code make} allocates: the minimum of several measurements. */
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
