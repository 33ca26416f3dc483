package org.flux4j.contract;

import java.util.List;
import java.util.Set;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Scope;
import org.junit.jupiter.api.Assumptions;

/** What the tests of the contract need to know of a backend. */
public interface Contract {
    /** Returns the provider of the backend under test. */
    OperatorsProvider provider();

    /**
     * Returns the operators that the backend does not have, by the names of their methods. Each must throw {@link
     * UnsupportedOperationException}; the tests that need one are aborted.
     */
    default Set<String> lacks() {
        return Set.of();
    }

    /** Returns how far the results of a case may be from those of the reference. */
    default Budget budget(Case test) {
        return test.budget();
    }

    /** Opens operators for a test that needs those of the given names, and aborts the test if one is lacking. */
    default Operators open(int threads, String... names) {
        for (String name : names) {
            Assumptions.assumeFalse(lacks().contains(name), () -> provider().name() + " lacks " + name);
        }
        return provider().create(threads);
    }

    /** What a test does with operators in a scope. */
    @FunctionalInterface
    interface Code {
        void run(Operators ops, Scope scope);
    }

    /** Runs code in a scope of operators that are opened as {@link #open} does. */
    default void inScope(List<String> names, Code code) {
        try (Operators ops = open(2, names.toArray(String[]::new));
                Scope scope = ops.scope("test")) {
            code.run(ops, scope);
        }
    }
}
