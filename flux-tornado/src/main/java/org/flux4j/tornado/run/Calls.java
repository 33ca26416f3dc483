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
    private final TornadoDevice device;
    private final Meter meter;
    private final Map<CallSizes, Call> retained = new HashMap<>();
    private int sessions;

    Calls(TornadoDevice device, Meter meter) {
        this.device = device;
        this.meter = meter;
    }

    @Override
    public synchronized List<Tensor> call(Launch launch) {
        CallSizes sizes = CallSizes.of(launch);
        Call call = retained.get(sizes);
        if (call != null) {
            return call.run(launch);
        }
        call = Failures.explain(launch.kernel().name(), () -> new Call(launch, sizes.capacities(), device, meter));
        if (!sizes.areRetained()) {
            try (Call once = call) {
                return once.run(launch);
            }
        }
        retained.put(sizes, call);
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
}
