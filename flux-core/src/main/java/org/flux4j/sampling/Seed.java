package org.flux4j.sampling;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import org.flux4j.BadInputException;

/**
 * The seed of a random generator, as PyTorch's {@code manual_seed} takes it: 64 bits, given as a number from −2⁶³ to 2⁶⁴ − 1.
 * A negative seed is the same as that seed plus 2⁶⁴, which is how seeds are shown and stored.
 */
public record Seed(long bits) {
    private static final BigInteger LEAST = BigInteger.ONE.shiftLeft(63).negate();
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /**
     * Returns the seed of that number.
     *
     * @throws BadInputException when it does not fit into 64 bits
     */
    @JsonCreator
    public static Seed of(BigInteger number) {
        if (number.compareTo(LEAST) < 0 || number.compareTo(MOST) > 0) {
            throw new BadInputException("seed: expected a number from " + LEAST + " to " + MOST + ", found " + number);
        }
        return new Seed(number.longValue());
    }

    /** Returns the number from 0 to 2⁶⁴ − 1. */
    @JsonValue
    public BigInteger number() {
        return new BigInteger(toString());
    }

    /** Returns the number from 0 to 2⁶⁴ − 1. */
    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
