package org.flux4j.train.world;

/** A colour and a figure: what an object looks like, apart from its size. */
public record Combination(Colour colour, Figure figure) {
    /** Returns the words for it, for example {@code "red star"}. */
    @Override
    public String toString() {
        return colour.word() + " " + figure.word();
    }
}
