package org.flux4j.io;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.flux4j.op.Weight;

/** Weights that record which of them were found, so that those which no module uses can be named. */
final class TrackedWeights implements Weights {
    private final Weights weights;
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    TrackedWeights(Weights weights) {
        this.weights = weights;
    }

    @Override
    public String source() {
        return weights.source();
    }

    @Override
    public Set<String> names() {
        return weights.names();
    }

    @Override
    public Weight find(String name) {
        found.add(name);
        return weights.find(name);
    }

    @Override
    public String fullName(String name) {
        return weights.fullName(name);
    }

    /** Returns the names of the weights that have not been found so far, in alphabetical order. */
    List<String> unused() {
        return names().stream().filter(name -> !found.contains(name)).sorted().toList();
    }
}
