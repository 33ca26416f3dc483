package org.flux4j.tornado;

import java.util.List;
import java.util.Optional;
import org.flux4j.op.Check;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Planner;
import org.flux4j.tornado.run.Devices;

/** The provider of {@link TornadoOperators}, under the name {@code tornado}. */
public final class TornadoProvider implements OperatorsProvider {
    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public TornadoProvider() {}

    @Override
    public String name() {
        return "tornado";
    }

    @Override
    public String description() {
        return "kernels in Java, compiled by TornadoVM for OpenCL, PTX and CUDA devices";
    }

    @Override
    public List<Device> devices() {
        return Devices.all();
    }

    @Override
    public Operators create(Device device, int threads) {
        Check.require(threads >= 1, name(), "threads", "at least 1", threads);
        return new TornadoOperators(Devices.open(device));
    }

    @Override
    public Optional<Planner> planner(Device device, int threads) {
        return Optional.of(new TornadoPlanner(device.name()));
    }
}
