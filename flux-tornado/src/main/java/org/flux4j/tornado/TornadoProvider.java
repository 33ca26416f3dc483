package org.flux4j.tornado;

import java.util.Optional;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.Planner;
import org.flux4j.tornado.run.Session;

/** The provider of {@link TornadoOperators}, under the name {@code tornado}. */
public final class TornadoProvider extends KernelProvider {
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
    Operators operators(Session session) {
        return new TornadoOperators(session);
    }

    @Override
    public Optional<Planner> planner(Device device, int threads) {
        return Optional.of(new TornadoPlanner(device.name()));
    }
}
