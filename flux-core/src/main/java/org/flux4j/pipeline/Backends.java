package org.flux4j.pipeline;

import java.util.List;
import java.util.stream.Collectors;
import org.flux4j.BadInputException;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;

/** The ways there are to run the operators. */
public final class Backends {
    /** The backend that is used unless another is asked for. */
    public static final String DEFAULT = "vector";

    private Backends() {}

    /**
     * The operators of a backend, on at most that many threads.
     *
     * @throws BadInputException when there is no such backend, or it cannot run here
     */
    public static Operators open(String name, int threads) {
        OperatorsProvider provider = find(name, threads);
        provider.unavailable().ifPresent(reason -> {
            throw new BadInputException("backend " + name + ": cannot run here: " + reason);
        });
        return provider.create(threads);
    }

    /** The operators of the default backend; where it cannot run, it says so in a line and puts another in its place. */
    public static Operators openDefault(int threads) {
        return find(DEFAULT, threads).create(threads);
    }

    private static OperatorsProvider find(String name, int threads) {
        if (threads < 1) {
            throw new BadInputException("threads: expected 1 or more, found " + threads);
        }
        List<OperatorsProvider> all = OperatorsProvider.all();
        return all.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("backend " + name + ": no such backend; there are: "
                        + all.stream().map(OperatorsProvider::name).collect(Collectors.joining(", "))));
    }
}
