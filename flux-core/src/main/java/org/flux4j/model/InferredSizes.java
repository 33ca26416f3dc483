package org.flux4j.model;

import org.flux4j.BadInputException;
import org.flux4j.io.Weights;
import org.flux4j.op.Weight;

/** Infers the sizes of a model from the shapes of its weights, for files without a config. */
final class InferredSizes {
    private InferredSizes() {}

    /**
     * Returns the size of an axis of a weight.
     *
     * @throws BadInputException if there is no such weight or axis, or its size is 0
     */
    static int dim(Weights w, String name, int axis) {
        Weight weight = w.find(name);
        if (weight == null || weight.shape().rank() <= axis || weight.dim(axis) == 0) {
            throw new BadInputException(
                    w.source() + ": no tensor " + w.fullName(name) + " to infer the size of the model from");
        }
        return weight.dim(axis);
    }

    /** Returns the number of modules in a list: of weights named {@code list.N.rest}, where N is a number. */
    static int count(Weights w, String list, String rest) {
        Weights modules = w.in(list);
        return (int) modules.names().stream()
                .filter(name -> name.matches("\\d+\\Q." + rest + "\\E"))
                .count();
    }
}
