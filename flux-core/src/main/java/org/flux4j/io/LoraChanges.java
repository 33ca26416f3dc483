package org.flux4j.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flux4j.op.Weight;

/** Collects what a LoRA changes in the weights of a model. */
final class LoraChanges {
    private final Weights weights;
    private final Map<String, List<Update>> updates = new LinkedHashMap<>();
    private final Map<String, Weight> replaced = new LinkedHashMap<>();

    LoraChanges(Weights weights) {
        this.weights = weights;
    }

    /** Returns a weight as it is changed so far; null if there is none. */
    Weight find(String name) {
        Weight found = replaced.get(name);
        return found == null ? weights.find(name) : found;
    }

    /** Adds an update of a linear layer. */
    void update(String layer, Update update) {
        updates.computeIfAbsent(layer, first -> new ArrayList<>()).add(update);
    }

    /** Replaces a weight by one of the same shape. */
    void replace(String name, Weight weight) {
        replaced.put(name, weight);
    }

    /** Returns the changed weights. */
    Weights changed() {
        return new UpdatedWeights(weights, updates, replaced);
    }
}
