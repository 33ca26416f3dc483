package org.flux4j.pipeline;

import java.util.Optional;
import org.flux4j.BadInputException;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.TokenGrid;

/** The size a picture was asked for, and the size it can have: whole tokens of 16 × 16 pixels. */
public record RoundedSize(Resolution asked, Resolution used) {
    /**
     * Rounds down, as the official code and diffusers do.
     *
     * @throws BadInputException when not even one token is left
     */
    public static RoundedSize of(Resolution asked) {
        Resolution used = new Resolution(wholeTokens(asked.width()), wholeTokens(asked.height()));
        if (used.width() < 1 || used.height() < 1) {
            throw new BadInputException("size " + asked + ": expected at least "
                    + new Resolution(TokenGrid.PIXELS_PER_TOKEN, TokenGrid.PIXELS_PER_TOKEN) + " pixels");
        }
        return new RoundedSize(asked, used);
    }

    private static int wholeTokens(int pixels) {
        return pixels / TokenGrid.PIXELS_PER_TOKEN * TokenGrid.PIXELS_PER_TOKEN;
    }

    /** What to tell the user; empty when the size is as asked. */
    public Optional<String> note() {
        return asked.equals(used)
                ? Optional.empty()
                : Optional.of("size " + asked + " was rounded to " + used + ": width and height are multiples of "
                        + TokenGrid.PIXELS_PER_TOKEN + " pixels");
    }
}
