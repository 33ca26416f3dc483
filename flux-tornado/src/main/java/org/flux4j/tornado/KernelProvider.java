package org.flux4j.tornado;

import java.util.List;
import org.flux4j.op.Check;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.tornado.run.Devices;
import org.flux4j.tornado.run.Session;

/** A provider of operators on the devices that TornadoVM finds. */
abstract sealed class KernelProvider implements OperatorsProvider permits LoopProvider, TornadoProvider {
    /** Returns operators that run in a session. */
    abstract Operators operators(Session session);

    @Override
    public final List<Device> devices() {
        return Devices.all();
    }

    @Override
    public final Operators create(Device device, int threads) {
        Check.require(threads >= 1, name(), "threads", "at least 1", threads);
        return operators(Devices.open(device));
    }
}
