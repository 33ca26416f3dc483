package org.flux4j.pipeline;

import java.util.Optional;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.picture.Resolution;

/**
 * The size that was requested for a picture, and the size that is used: whole tokens.
 *
 * @param pixelsPerToken the height and width of a token
 */
public record RoundedSize(Resolution requested, Resolution used, int pixelsPerToken) {
    /**
     * Returns a size rounded down, as the official code and diffusers do.
     *
     * @throws BadInputException if not even one token is left, or if there are too many pixels
     */
    public static RoundedSize of(Resolution requested, int pixelsPerToken) {
        Resolution used = new Resolution(
                requested.width() / pixelsPerToken * pixelsPerToken,
                requested.height() / pixelsPerToken * pixelsPerToken);
        if (used.width() < 1 || used.height() < 1) {
            throw new BadInputException("size " + requested + ": expected at least "
                    + new Resolution(pixelsPerToken, pixelsPerToken) + " pixels");
        }
        if ((long) requested.width() * requested.height() > Limits.PIXELS) {
            throw new BadInputException("size " + requested + ": expected at most " + Limits.PIXELS + " pixels in all");
        }
        return new RoundedSize(requested, used, pixelsPerToken);
    }

    /** Returns a line for the user; empty if the size is used as requested. */
    public Optional<String> note() {
        return requested.equals(used)
                ? Optional.empty()
                : Optional.of("size " + requested + " was rounded to " + used + ": width and height are multiples of "
                        + pixelsPerToken + " pixels");
    }
}
