package org.flux4j.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flux4j.BadInputException;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Planner;

/**
 * A backend that was selected, on a device on which it can run.
 *
 * @param threads the most threads of the host to use
 * @param note why it is not the one that was wanted, in one line; empty if it is
 */
public record Backend(OperatorsProvider provider, Device device, int threads, Optional<String> note) {
    /** The backend that runs unless another is selected. */
    public static final String DEFAULT = "vector";

    /** The backend that takes the place of the default one where that cannot run. */
    private static final String FALLBACK = "ref";

    /** The backends that need more than a JDK, and how to get what they need. */
    private static final Map<String, String> OPTIONAL = Map.of(
            "tornado",
            "not in this build: install the SDK of TornadoVM 5.2 for JDK 25, and let TORNADOVM_HOME name its folder");

    /** More than any machine has, and few enough to be started. */
    private static final int MOST_THREADS = 1024;

    /**
     * Returns the default backend; where it cannot run, the scalar reference, with a note that says so.
     *
     * @throws BadInputException if the number of threads is out of range
     */
    public static Backend preferred(int threads) {
        return find(DEFAULT, threads).orElse(() -> find(FALLBACK, threads));
    }

    /**
     * Returns the backend of that name, or of that name and device, such as {@code vector:cpu}.
     *
     * @throws BadInputException if there is none, if it cannot run here, or if the number of threads is out of range
     */
    public static Backend of(String name, int threads) {
        Backend backend = find(name, threads);
        backend.device.unavailable().ifPresent(reason -> {
            throw new BadInputException("backend " + name + ": cannot run here: " + reason);
        });
        return backend;
    }

    /** Returns what to do, in one line, for each backend by name that is known, but that is no part of this build. */
    public static Map<String, String> missing() {
        Map<String, String> missing = new TreeMap<>(OPTIONAL);
        OperatorsProvider.all().forEach(provider -> missing.remove(provider.name()));
        return missing;
    }

    /** Returns this backend with another number of threads. */
    public Backend withThreads(int count) {
        return new Backend(provider, device, count, note);
    }

    /** Opens the operators. */
    public Operators open() {
        return provider.create(device, threads);
    }

    /** Returns a planner of the operators, if they have one. */
    public Optional<Planner> planner() {
        return provider.planner(device, threads);
    }

    /** Returns the name that selects it, with the device where there are several. */
    public String name() {
        return provider.devices().size() == 1 ? provider.name() : provider.name() + ":" + device.name();
    }

    /** Returns this backend if it can run, otherwise another with a note on why. */
    Backend orElse(Supplier<Backend> other) {
        if (device.unavailable().isEmpty()) {
            return this;
        }
        Backend instead = other.get();
        String line = "backend " + name() + " cannot run here: "
                + device.unavailable().get() + "; " + instead.name() + " runs instead, which is slower";
        return new Backend(instead.provider, instead.device, threads, Optional.of(line));
    }

    private static Backend find(String name, int threads) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new BadInputException("threads: expected 1 to " + MOST_THREADS + ", found " + threads);
        }
        String[] parts = name.split(":", 2);
        OperatorsProvider provider = provider(name, parts[0]);
        Device device = parts.length == 1 ? preferred(provider.devices()) : device(name, parts[1], provider.devices());
        return new Backend(provider, device, threads, Optional.empty());
    }

    private static OperatorsProvider provider(String backend, String name) {
        List<OperatorsProvider> all = OperatorsProvider.all();
        return all.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("backend " + backend + ": "
                        + OPTIONAL.getOrDefault(
                                name,
                                "no such backend; there are: "
                                        + all.stream()
                                                .map(OperatorsProvider::name)
                                                .collect(Collectors.joining(", ")))));
    }

    private static Device device(String backend, String name, List<Device> all) {
        return all.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("backend " + backend + ": no such device; there are: "
                        + all.stream().map(Device::name).collect(Collectors.joining(", "))));
    }

    /** Returns the first device that is available, or the first one if none is. */
    private static Device preferred(List<Device> devices) {
        return devices.stream()
                .filter(device -> device.unavailable().isEmpty())
                .findFirst()
                .orElse(devices.getFirst());
    }
}
