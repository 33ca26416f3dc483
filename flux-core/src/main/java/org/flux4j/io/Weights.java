package org.flux4j.io;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;

/** The weights of a module by their names: those of the official checkpoint or, for text encoders, of Hugging Face. */
public interface Weights {
    /** Returns the file or folder that the weights come from, for messages. */
    String source();

    /** Returns the names of all weights. */
    Set<String> names();

    /**
     * Returns the weight of the given name; null if there is none.
     *
     * @throws BadInputException if it is stored in a way that cannot be read
     */
    Weight find(String name);

    /** Returns the path of this module below the model, such as {@code double_blocks.7}; empty for the model itself. */
    default String path() {
        return "";
    }

    /** Returns a name as the source spells it, for messages. */
    default String fullName(String name) {
        return name;
    }

    /** Returns what is added to the matrix of the given name while its linear layer runs; by default nothing. */
    default List<Update> updates(String name) {
        return List.of();
    }

    /**
     * Returns the weight of the given name and shape.
     *
     * @throws BadInputException if there is none, or it has another shape
     */
    default Weight get(String name, int... shape) {
        Weight weight = find(name);
        if (weight == null) {
            throw new BadInputException(source() + ": no tensor " + fullName(name));
        }
        Shape expected = Shape.of(shape);
        if (!weight.shape().equals(expected)) {
            throw new BadInputException(source() + ": tensor " + fullName(name) + ": expected shape " + expected
                    + ", found " + weight.shape());
        }
        return weight.named(fullName(name));
    }

    /** Returns the weights of a submodule: those whose names begin with {@code prefix} and a dot, under the rest of the name. */
    default Weights in(String prefix) {
        Weights outer = this;
        String start = prefix + ".";
        return new Weights() {
            @Override
            public String source() {
                return outer.source();
            }

            @Override
            public String path() {
                return outer.path().isEmpty() ? prefix : outer.path() + "." + prefix;
            }

            @Override
            public Set<String> names() {
                Set<String> inner = new TreeSet<>();
                for (String name : outer.names()) {
                    if (name.startsWith(start)) {
                        inner.add(name.substring(start.length()));
                    }
                }
                return inner;
            }

            @Override
            public Weight find(String name) {
                return outer.find(start + name);
            }

            @Override
            public String fullName(String name) {
                return outer.fullName(start + name);
            }

            @Override
            public List<Update> updates(String name) {
                return outer.updates(start + name);
            }
        };
    }
}
