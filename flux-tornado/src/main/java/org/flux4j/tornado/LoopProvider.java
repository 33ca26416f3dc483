package org.flux4j.tornado;

import java.util.List;
import org.flux4j.op.Check;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.tornado.run.Devices;

/** The provider of {@link LoopOperators}, under the name {@code tornado-loops}. */
public final class LoopProvider implements OperatorsProvider {
    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public LoopProvider() {}

    @Override
    public String name() {
        return "tornado-loops";
    }

    @Override
    public String description() {
        return "the kernels of tornado that are plain loops, to be read and compared; slow";
    }

    @Override
    public List<Device> devices() {
        return Devices.all();
    }

    @Override
    public Operators create(Device device, int threads) {
        Check.require(threads >= 1, name(), "threads", "at least 1", threads);
        return new LoopOperators(Devices.open(device));
    }
}
