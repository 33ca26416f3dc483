package org.flux4j.tornado.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flux4j.op.Tensor;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/**
 * Runs each call of a kernel by itself: its arguments are copied to the device, its results back to the Java heap. The
 * code that was compiled for a call serves later calls whose arrays have about the same sizes, of all sessions.
 */
final class Calls implements Engine {
    /** Arrays of a call that are larger than this, in bytes, are not retained for the next one. */
    private static final long LARGEST_RETAINED = 64 << 20;

    /** The smallest capacity of an array, in numbers: to copy less takes no less time. */
    private static final long SMALLEST = 1 << 14;

    /** What calls have in common that share compiled code and arrays. */
    private record Key(Kernel kernel, List<Integer> capacities) {}

    private final TornadoDevice device;
    private final Map<Key, Call> retained = new HashMap<>();
    private int sessions;

    Calls(TornadoDevice device) {
        this.device = device;
    }

    @Override
    public synchronized List<Tensor> call(Launch launch) {
        Key key = new Key(launch.kernel(), capacities(launch));
        Call call = retained.get(key);
        if (call != null) {
            return call.run(launch);
        }
        call = new Call(launch, key.capacities(), device);
        long bytes = key.capacities().stream()
                .mapToLong(capacity -> (long) capacity * Float.BYTES)
                .sum();
        if (bytes > LARGEST_RETAINED) {
            try (Call once = call) {
                return once.run(launch);
            }
        }
        retained.put(key, call);
        return call.run(launch);
    }

    /** Notes that a session uses these calls. */
    synchronized void open() {
        sessions++;
    }

    /** Notes that a session has ended. With the last one, the memory on the device is freed, and the compiled code lost. */
    synchronized void close() {
        sessions--;
        if (sessions == 0) {
            retained.values().forEach(Call::close);
            retained.clear();
        }
    }

    private static List<Integer> capacities(Launch launch) {
        return launch.operands().stream()
                .map(operand -> capacity(Copies.count(operand)))
                .toList();
    }

    /** Returns a power of four that is large enough, so that few sizes occur: code is compiled for each. */
    private static int capacity(long count) {
        long capacity = SMALLEST;
        while (capacity < count) {
            capacity *= 4;
        }
        return Math.toIntExact(Math.min(capacity, Integer.MAX_VALUE - 64));
    }
}
