package org.flux4j.vector;

import java.util.Optional;
import java.util.Set;
import org.flux4j.op.Check;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.ref.RefOperators;

/**
 * Offers the operators on the Vector API under the name {@code vector}, on vectors of the platform's preferred width or of
 * another. Where they cannot run, or would run slower than scalar code, it says so and offers the reference instead.
 */
public final class VectorProvider implements OperatorsProvider {
    private static final String MODULE = "jdk.incubator.vector";
    private static final int PREFERRED = 0;

    private final int bits;

    /** Vectors of the preferred width. */
    public VectorProvider() {
        this.bits = PREFERRED;
    }

    /** Vectors of 64, 128, 256 or 512 bits. */
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
    public Optional<String> unavailable() {
        return unavailable(
                ModuleLayer.boot().findModule(MODULE).isPresent(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.info"));
    }

    /**
     * Why the vectors would be missing or slow.
     *
     * @param vm the name of the virtual machine: only HotSpot's compiler C2 makes vector instructions of this code
     * @param mode what it says about its compilers
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

    /** The operators; where they are {@linkplain #unavailable unavailable}, a line on standard error and the reference. */
    @Override
    public Operators create(int threads) {
        Optional<String> reason = unavailable();
        if (reason.isPresent()) {
            System.err.println("vector: " + reason.get() + "; the slow reference runs instead");
            return new RefOperators(threads);
        }
        return bits == PREFERRED ? new VectorizedOperators(threads) : LaneLoader.operators(bits, threads);
    }
}
