package org.flux4j.io;

import java.util.stream.Stream;
import org.flux4j.op.Weight;

/** The change, beyond that of the name, that makes an official tensor of one of diffusers. */
enum NameChange {
    NONE("") {
        @Override
        Weight apply(Weight weight) {
            return weight;
        }
    },
    /** diffusers stores (scale, shift), the official file (shift, scale). */
    HALVES_SWAPPED("halves swapped") {
        @Override
        Weight apply(Weight weight) {
            int rows = weight.shape().rank() == 0 ? 0 : weight.dim(0);
            return rows == 0 ? weight : Weight.join(weight.slice(rows / 2, rows), weight.slice(0, rows / 2));
        }
    },
    /** diffusers stores a matrix [O, I], the official file a convolution [O, I, 1, 1]. A bias is not changed. */
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

    /** Returns the change that a {@link NameTable} describes by the given text. */
    static NameChange of(String text) {
        return Stream.of(values())
                .filter(change -> change.text.equals(text))
                .findAny()
                .orElseThrow();
    }

    /** Returns the official weight, without a copy. */
    abstract Weight apply(Weight weight);
}
