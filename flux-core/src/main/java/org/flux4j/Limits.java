package org.flux4j;

/** The largest values that settings may have: far beyond any use, and well within what arrays and loops can hold. */
public final class Limits {
    /** Steps of the denoising loop. */
    public static final int STEPS = 10_000;

    /** Tokens of a text, of which T5 holds the square. */
    public static final int TEXT_TOKENS = 4096;

    /** Pixels of a picture that is generated. */
    public static final int PIXELS = 1 << 24;

    /** Sizes in the configs of models and in the attributes of golden cases. Sums of a few of them fit into an int. */
    public static final int SIZE = 1 << 24;

    /** Elements of noise. */
    public static final int NOISE = 1 << 24;

    /** The strength of guidance. */
    public static final int GUIDANCE = 1000;

    /** Scenes of the drawn world in a folder. */
    public static final int SCENES = 100_000;

    /** Steps of training. */
    public static final int TRAINING_STEPS = 10_000_000;

    /** Samples of a step of training. */
    public static final int TRAINING_BATCH = 4096;

    /** The rank of a low-rank update. */
    public static final int RANK = 1024;

    private Limits() {}

    /**
     * Checks a number of which there must be at least one.
     *
     * @param what what it counts, for the message
     * @return the number
     * @throws BadInputException if it is not from 1 to the limit
     */
    public static int check(String what, int number, int limit) {
        if (number < 1) {
            throw new BadInputException(what + ": expected at least 1, found " + number);
        }
        if (number > limit) {
            throw new BadInputException(what + ": expected at most " + limit + ", found " + number);
        }
        return number;
    }
}
