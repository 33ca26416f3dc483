package org.flux4j.op;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A provider of {@link Operators}: a backend and the devices it runs on. Providers are located by
 * {@link ServiceLoader}.
 */
public interface OperatorsProvider {
    /** Returns the name that users select the backend by, such as {@code ref}. */
    String name();

    /** Returns a description of the backend, in one line. */
    String description();

    /** Returns the devices of the backend, available or not: at least one, the preferred one first. */
    List<Device> devices();

    /** Returns {@code true} if at least one of the devices is available. */
    default boolean isAvailable() {
        return devices().stream().anyMatch(device -> device.unavailable().isEmpty());
    }

    /**
     * Creates operators that run on a device.
     *
     * @param device one of {@link #devices}, which must be available
     * @param threads the maximum number of host threads, which the results do not depend on
     */
    Operators create(Device device, int threads);

    /** Creates operators that run on the preferred device. */
    default Operators create(int threads) {
        return create(devices().getFirst(), threads);
    }

    /** Returns a planner for the operators on a device; empty if their memory is left to the garbage collector. */
    default Optional<Planner> planner(Device device, int threads) {
        return Optional.empty();
    }

    /** Returns all providers on the module path or class path, ordered by name. */
    static List<OperatorsProvider> all() {
        return ServiceLoader.load(OperatorsProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(OperatorsProvider::name))
                .toList();
    }
}
