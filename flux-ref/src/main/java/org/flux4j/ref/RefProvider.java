package org.flux4j.ref;

import java.util.List;
import java.util.Optional;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;

/** The provider of {@link RefOperators}, under the name {@code ref}. */
public final class RefProvider implements OperatorsProvider {
    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public RefProvider() {}

    @Override
    public String name() {
        return "ref";
    }

    @Override
    public String description() {
        return "scalar loops in the textbook's order, sums in double: the oracle";
    }

    @Override
    public List<Device> devices() {
        return List.of(Device.cpu(Optional.empty()));
    }

    @Override
    public Operators create(Device device, int threads) {
        return new RefOperators(threads);
    }
}
