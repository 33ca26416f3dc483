package org.flux4j.vector;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flux4j.op.Check;
import org.flux4j.op.Device;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Planner;
import org.flux4j.vector.lanes.LaneLoader;

/**
 * Offers the operators on the Vector API under the name {@code vector}, for vectors of the platform's preferred width
 * or another. Where they cannot run, or would be slower than scalar code, it states the reason.
 */
public final class VectorProvider implements OperatorsProvider {
    private static final String MODULE = "jdk.incubator.vector";
    private static final int PREFERRED = 0;

    private final int bits;

    /** Creates a provider for vectors of the preferred width. */
    public VectorProvider() {
        this.bits = PREFERRED;
    }

    /** Creates a provider for vectors of 64, 128, 256 or 512 bits. */
    public VectorProvider(int bits) {
        Check.require(Set.of(64, 128, 256, 512).contains(bits), "vector", "bits", "64, 128, 256 or 512", bits);
        this.bits = bits;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "the Vector API, blocked for the caches and threaded";
    }

    @Override
    public List<Device> devices() {
        return List.of(Device.cpu(unavailable()));
    }

    private static Optional<String> unavailable() {
        return unavailable(
                ModuleLayer.boot().findModule(MODULE).isPresent(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.info"));
    }

    /**
     * Returns why vectors would be missing or slow, or nothing if they are not.
     *
     * @param vm the name of the virtual machine: only the compiler C2 of HotSpot compiles this code to vector
     *     instructions
     * @param mode its description of its compilers
     */
    static Optional<String> unavailable(boolean module, String vm, String mode) {
        if (!module) {
            return Optional.of("the module " + MODULE + " is missing: add --add-modules " + MODULE);
        }
        if (!vm.contains("Server VM")) {
            return Optional.of("this virtual machine, " + vm + ", would run vectors slower than scalar code");
        }
        if (mode.contains("interpreted") || mode.contains("emulated-client")) {
            return Optional.of("without the compiler C2 (" + mode + "), vectors would be slower than scalar code");
        }
        return Optional.empty();
    }

    @Override
    public Operators create(Device device, int threads) {
        return bits == PREFERRED ? new VectorizedOperators(threads) : copy(threads);
    }

    /** Returns the operators of the copy of these classes for vectors of another width. */
    private Operators copy(int threads) {
        try {
            return (Operators) LaneLoader.of(bits)
                    .copy(VectorizedOperators.class)
                    .getConstructor(int.class)
                    .newInstance(threads);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the operators on " + bits + "-bit vectors", e);
        }
    }

    @Override
    public Optional<Planner> planner(Device device, int threads) {
        return Optional.of(new VectorPlanner(threads));
    }
}
