package org.flux4j.jmh;

import java.util.Set;
import org.flux4j.io.Weights;
import org.flux4j.op.DType;
import org.flux4j.op.Weight;

/** Random weights: every name exists, in the shape with which it is requested. */
final class RandomWeights implements Weights {
    private final Inputs inputs;
    private final DType dtype;

    RandomWeights(Inputs inputs, DType dtype) {
        this.inputs = inputs;
        this.dtype = dtype;
    }

    @Override
    public Weight get(String name, int... shape) {
        return inputs.weight(dtype, shape);
    }

    @Override
    public Weights in(String prefix) {
        return this;
    }

    @Override
    public String source() {
        return "random";
    }

    @Override
    public Set<String> names() {
        throw new UnsupportedOperationException("any name will do");
    }

    @Override
    public Weight find(String name) {
        throw new UnsupportedOperationException("the shape of " + name + " is not known");
    }
}
