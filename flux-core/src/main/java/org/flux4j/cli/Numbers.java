package org.flux4j.cli;

import java.math.BigInteger;
import org.flux4j.BadInputException;
import org.flux4j.sampling.Seed;
import picocli.CommandLine.TypeConversionException;

/** Parses the numbers of a command line. */
final class Numbers {
    private Numbers() {}

    /**
     * Parses an int.
     *
     * @throws TypeConversionException if the text is anything else
     */
    static int integer(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("expected a whole number from " + Integer.MIN_VALUE + " to "
                    + Integer.MAX_VALUE + ", found '" + text + "'");
        }
    }

    /**
     * Parses a seed.
     *
     * @throws BadInputException if the text is not a whole number, or is out of range
     */
    static Seed seed(String text) {
        try {
            return Seed.of(new BigInteger(text));
        } catch (NumberFormatException e) {
            throw new BadInputException("seed: expected a whole number, found " + text, e);
        }
    }
}
