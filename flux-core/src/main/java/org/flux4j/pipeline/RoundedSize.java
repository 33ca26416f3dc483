package org.flux4j.pipeline;

import java.util.Optional;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.TokenGrid;

/**
 * The size that was requested for a picture, and the size that is used: whole tokens of 16 × 16 pixels.
 */
public record RoundedSize(Resolution requested, Resolution used) {
    /**
     * Returns a size rounded down, as the official code and diffusers do.
     *
     * @throws BadInputException if not even one token is left, or if there are too many pixels
     */
    public static RoundedSize of(Resolution requested) {
        Resolution used = new Resolution(wholeTokens(requested.width()), wholeTokens(requested.height()));
        if (used.width() < 1 || used.height() < 1) {
            throw new BadInputException("size " + requested + ": expected at least "
                    + new Resolution(TokenGrid.PIXELS_PER_TOKEN, TokenGrid.PIXELS_PER_TOKEN) + " pixels");
        }
        if ((long) requested.width() * requested.height() > Limits.PIXELS) {
            throw new BadInputException("size " + requested + ": expected at most " + Limits.PIXELS + " pixels in all");
        }
        return new RoundedSize(requested, used);
    }

    private static int wholeTokens(int pixels) {
        return pixels / TokenGrid.PIXELS_PER_TOKEN * TokenGrid.PIXELS_PER_TOKEN;
    }

    /** Returns a line for the user; empty if the size is used as requested. */
    public Optional<String> note() {
        return requested.equals(used)
                ? Optional.empty()
                : Optional.of("size " + requested + " was rounded to " + used + ": width and height are multiples of "
                        + TokenGrid.PIXELS_PER_TOKEN + " pixels");
    }
}
