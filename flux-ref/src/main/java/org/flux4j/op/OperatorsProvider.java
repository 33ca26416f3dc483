package org.flux4j.op;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** A way to run the operators, found through {@link ServiceLoader}. */
public interface OperatorsProvider {
    /** The name users call it by, such as {@code ref}. */
    String name();

    /** One line on what it is. */
    String description();

    /** Why it cannot run here, in one line; empty when it can. */
    Optional<String> unavailable();

    /** The operators, using at most that many threads. The results do not depend on the number. */
    Operators create(int threads);

    /** Every provider that is on the module path, in the order of their names. */
    static List<OperatorsProvider> all() {
        return ServiceLoader.load(OperatorsProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(OperatorsProvider::name))
                .toList();
    }
}
