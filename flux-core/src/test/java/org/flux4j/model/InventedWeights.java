package org.flux4j.model;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flux4j.io.Weights;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;

/**
 * Weights that come into being when a module first asks for them: random, of the shape asked for. Afterwards they are
 * found like those of a file.
 */
final class InventedWeights implements Weights {
    private final Map<String, Weight> all;
    private final String prefix;
    private final Random random;

    InventedWeights(long seed) {
        this(new TreeMap<>(), "", new Random(seed));
    }

    private InventedWeights(Map<String, Weight> all, String prefix, Random random) {
        this.all = all;
        this.prefix = prefix;
        this.random = random;
    }

    @Override
    public String source() {
        return "test.safetensors";
    }

    @Override
    public Set<String> names() {
        return all.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    @Override
    public Weight find(String name) {
        return all.get(prefix + name);
    }

    @Override
    public Weight get(String name, int... shape) {
        all.computeIfAbsent(prefix + name, missing -> random(Shape.of(shape)));
        return Weights.super.get(name, shape);
    }

    @Override
    public InventedWeights in(String module) {
        return new InventedWeights(all, prefix + module + ".", random);
    }

    /** The weights invented so far; no further ones come into being. */
    Weights fixed() {
        Map<String, Weight> found = Map.copyOf(all);
        return new Weights() {
            @Override
            public String source() {
                return "test.safetensors";
            }

            @Override
            public Set<String> names() {
                return found.keySet();
            }

            @Override
            public Weight find(String name) {
                return found.get(name);
            }
        };
    }

    void put(String name, Weight weight) {
        all.put(name, weight);
    }

    void remove(String name) {
        all.remove(name);
    }

    private Weight random(Shape shape) {
        float[] data = new float[Math.toIntExact(shape.count())];
        for (int i = 0; i < data.length; i++) {
            data[i] = 0.3f * (float) random.nextGaussian();
        }
        return Weight.of(shape, data);
    }
}
