package org.flux4j.model;

import org.flux4j.BadInputException;
import org.flux4j.io.Weights;
import org.flux4j.op.Weight;

/** Reads the sizes of a model from the shapes of its weights, for files that come without a config. */
final class InferredSizes {
    private InferredSizes() {}

    /** The size of one axis of a weight. */
    static int dim(Weights w, String name, int axis) {
        Weight weight = w.find(name);
        if (weight == null || weight.shape().rank() <= axis || weight.dim(axis) == 0) {
            throw new BadInputException(
                    w.source() + ": no tensor " + w.fullName(name) + " to tell the size of the model from");
        }
        return weight.dim(axis);
    }

    /** How many modules of a list there are: weights whose name is {@code list}, a number, and {@code rest}. */
    static int count(Weights w, String list, String rest) {
        Weights modules = w.in(list);
        return (int) modules.names().stream()
                .filter(name -> name.matches("\\d+\\Q." + rest + "\\E"))
                .count();
    }
}
