package org.flux4j.io;

import java.util.stream.Stream;
import org.flux4j.op.Weight;

/** What is done to a tensor of diffusers to make the official one of it, beyond its name. */
enum NameChange {
    NONE("") {
        @Override
        Weight apply(Weight weight) {
            return weight;
        }
    },
    /** diffusers keeps (scale, shift) where the official file has (shift, scale). */
    HALVES_SWAPPED("halves swapped") {
        @Override
        Weight apply(Weight weight) {
            int rows = weight.shape().rank() == 0 ? 0 : weight.dim(0);
            return rows == 0 ? weight : Weight.join(weight.slice(rows / 2, rows), weight.slice(0, rows / 2));
        }
    },
    /** diffusers keeps a matrix [O, I] where the official file has a convolution [O, I, 1, 1]; a bias stays as it is. */
    CONVOLUTION("as 1x1 convolution") {
        @Override
        Weight apply(Weight weight) {
            return weight.shape().rank() == 2 ? weight.reshape(weight.dim(0), weight.dim(1), 1, 1) : weight;
        }
    };

    private final String text;

    NameChange(String text) {
        this.text = text;
    }

    static NameChange of(String text) {
        return Stream.of(values())
                .filter(change -> change.text.equals(text))
                .findAny()
                .orElseThrow();
    }

    abstract Weight apply(Weight weight);
}
