package org.flux4j.tornado.run;

import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** Runs kernels on a device. */
final class DeviceRunner implements Runner {
    private final TornadoDevice device;
    private final Calls calls;
    private final Meter meter;

    /**
     * Creates a runner.
     *
     * @param calls the calls on the device
     * @param meter what measures the kernels and copies
     */
    DeviceRunner(TornadoDevice device, Calls calls, Meter meter) {
        this.device = device;
        this.calls = calls;
        this.meter = meter;
        calls.open();
    }

    @Override
    public Engine calls() {
        return calls;
    }

    @Override
    public Replay compile(StepPlan plan) {
        Demand.of(plan).check(device);
        return new StepGraphs(plan, device, meter);
    }

    @Override
    public Meter meter() {
        return meter;
    }

    @Override
    public void close() {
        calls.close();
    }
}
