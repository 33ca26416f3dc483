package org.flux4j.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flux4j.io.Weights;
import org.flux4j.op.DType;
import org.flux4j.op.Weight;

/** Random weights that remember which ones a model requested, so that it can be trained. */
final class TrainableWeights implements Weights {
    private final Weights random;
    private final List<Weight> all = new ArrayList<>();

    TrainableWeights(Inputs inputs) {
        this.random = new RandomWeights(inputs, DType.F32);
    }

    /** Returns the weights that were requested. */
    List<Weight> all() {
        return all;
    }

    @Override
    public Weight get(String name, int... shape) {
        Weight weight = random.get(name, shape);
        all.add(weight);
        return weight;
    }

    @Override
    public Weights in(String prefix) {
        return this;
    }

    @Override
    public String source() {
        return random.source();
    }

    @Override
    public Set<String> names() {
        return random.names();
    }

    @Override
    public Weight find(String name) {
        return random.find(name);
    }
}
