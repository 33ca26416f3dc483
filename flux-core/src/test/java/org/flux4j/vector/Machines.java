package org.flux4j.vector;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/** The operators at every lane width, on one thread and on two. */
final class Machines {
    private static final Map<String, Operators> ALL = new LinkedHashMap<>();

    static {
        for (int threads : new int[] {1, 2}) {
            ALL.put("preferred width, threads " + threads, new VectorProvider().create(threads));
            for (int bits : new int[] {64, 128, 256, 512}) {
                ALL.put(bits + " bits, threads " + threads, new VectorProvider(bits).create(threads));
            }
        }
    }

    private Machines() {}

    static Map<String, Operators> all() {
        return ALL;
    }

    /** What the call returns when all memory that it takes from the workspace was filled with NaN before. */
    static Tensor poisoned(Operators ops, Function<Operators, Tensor> call) {
        try (Scope around = ops.scope("test")) {
            Scope before = ops.scope("test");
            Arrays.fill(call.apply(ops).data(), Float.NaN);
            before.close();
            return around.keep(call.apply(ops));
        }
    }
}
