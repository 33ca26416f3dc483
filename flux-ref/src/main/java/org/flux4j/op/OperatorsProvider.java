package org.flux4j.op;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** A backend: one way to run the operators. Providers are found through {@link ServiceLoader}. */
public interface OperatorsProvider {
    /** Returns the name that users select it by, such as {@code ref}. */
    String name();

    /** Returns one line on what it is. */
    String description();

    /** Returns the devices it can run on, at least one, the preferred one first. */
    List<Device> devices();

    /** Returns whether it can run on one of its devices at least. */
    default boolean isAvailable() {
        return devices().stream().anyMatch(device -> device.unavailable().isEmpty());
    }

    /**
     * Opens the operators on a device.
     *
     * @param device one of {@link #devices}, available
     * @param threads the most threads of the host to use; the results do not depend on it
     */
    Operators create(Device device, int threads);

    /** Opens the operators on the preferred device. */
    default Operators create(int threads) {
        return create(devices().getFirst(), threads);
    }

    /** Returns a planner of the operators on a device; empty if memory is left to the garbage collector. */
    default Optional<Planner> planner(Device device, int threads) {
        return Optional.empty();
    }

    /** Returns every provider on the module path or class path, ordered by name. */
    static List<OperatorsProvider> all() {
        return ServiceLoader.load(OperatorsProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(OperatorsProvider::name))
                .toList();
    }
}
