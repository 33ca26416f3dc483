package org.flux4j.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flux4j.io.Weights;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;

/**
 * The parameters that training changes: weights of a module in float32, each over an array of its own, in the alphabetical
 * order of their names. A module that was built with them sees every change.
 */
public final class Parameters implements Weights {
    private final String source;
    private final SortedMap<String, Weight> weights = new TreeMap<>();
    private final List<float[]> values = new ArrayList<>();

    private Parameters(String source, Map<String, Shape> shapes) {
        this.source = source;
        new TreeMap<>(shapes).forEach((name, shape) -> {
            float[] elements = new float[Math.toIntExact(shape.count())];
            weights.put(name, Weight.of(shape, elements).named(name));
            values.add(elements);
        });
    }

    /**
     * Returns parameters that are all zero.
     *
     * @param source where they come from, for messages
     * @param shapes the shapes by name
     */
    public static Parameters zeros(String source, Map<String, Shape> shapes) {
        return new Parameters(source, shapes);
    }

    /** Returns parameters with the names and the elements of weights, whatever type these are stored in. */
    public static Parameters copyOf(Weights weights) {
        Map<String, Shape> shapes = new TreeMap<>();
        weights.names().forEach(name -> shapes.put(name, weights.find(name).shape()));
        Parameters copy = new Parameters(weights.source(), shapes);
        int i = 0;
        for (String name : copy.weights.keySet()) {
            float[] elements = copy.values.get(i++);
            weights.find(name).read(0, elements, 0, elements.length);
        }
        return copy;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(weights.keySet());
    }

    @Override
    public Weight find(String name) {
        return weights.get(name);
    }

    /** Returns the elements of all parameters, in the order of their names. */
    List<float[]> values() {
        return Collections.unmodifiableList(values);
    }

    /** Returns arrays as long as the parameters, in their order, for their gradients or moments. */
    List<float[]> arrays() {
        return values.stream().map(elements -> new float[elements.length]).toList();
    }

    /** Adds the gradients of all parameters, as a tape computes them, to arrays in their order. */
    void train(Tape tape, List<float[]> gradients) {
        int i = 0;
        for (Weight weight : weights.values()) {
            tape.train(weight, gradients.get(i++));
        }
    }

    /** Returns the number of all elements. */
    public long count() {
        return values.stream().mapToLong(elements -> elements.length).sum();
    }
}
