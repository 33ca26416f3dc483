package org.flux4j.contract;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flux4j.op.Check;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;

/** A backend that tests make, on the processor. No service loader finds it. */
public record NamedProvider(String name, IntFunction<Operators> open) implements OperatorsProvider {
    @Override
    public String description() {
        return "made for a test";
    }

    @Override
    public List<Device> devices() {
        return List.of(Device.cpu(Optional.empty()));
    }

    @Override
    public Operators create(Device device, int threads) {
        Check.require(threads >= 1, name, "threads", "at least 1", threads);
        return open.apply(threads);
    }
}
