package org.flux4j.sampling;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import org.flux4j.BadInputException;

/**
 * The seed of a random generator: 64 bits. As in PyTorch's {@code manual_seed}, it is given as a number from −2⁶³ to
 * 2⁶⁴ − 1, where a negative number means the same seed as that number plus 2⁶⁴. Seeds are printed and stored as numbers
 * from 0 to 2⁶⁴ − 1.
 *
 * @param bits the 64 bits of the seed
 */
public record Seed(long bits) {
    private static final BigInteger LEAST = BigInteger.ONE.shiftLeft(63).negate();
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /**
     * Returns the seed given by a number.
     *
     * @throws BadInputException if the number is not from −2⁶³ to 2⁶⁴ − 1
     */
    @JsonCreator
    public static Seed of(BigInteger number) {
        if (number.compareTo(LEAST) < 0 || number.compareTo(MOST) > 0) {
            throw new BadInputException("seed: expected a number from " + LEAST + " to " + MOST + ", found " + number);
        }
        return new Seed(number.longValue());
    }

    /** Returns this seed as a number from 0 to 2⁶⁴ − 1. */
    @JsonValue
    public BigInteger number() {
        return new BigInteger(toString());
    }

    /** Returns this seed as a number from 0 to 2⁶⁴ − 1. */
    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
