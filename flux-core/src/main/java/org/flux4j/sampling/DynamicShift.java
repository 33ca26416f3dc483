package org.flux4j.sampling;

/**
 * A shift that grows with the size of the picture: t' = e^mu / (e^mu + 1/t − 1), where mu is linear in the number of
 * image tokens. FLUX.1 dev and Kontext use it.
 *
 * <p>Source: flux@802fb47 sampling.py, {@code time_shift} and {@code get_lin_function}.
 *
 * @param baseShift the value of mu at baseSeqLen tokens
 * @param maxShift the value of mu at maxSeqLen tokens; beyond them, mu keeps growing
 * @param baseSeqLen a number of image tokens
 * @param maxSeqLen a larger number of image tokens
 */
public record DynamicShift(double baseShift, double maxShift, double baseSeqLen, double maxSeqLen) implements Schedule {
    /** The values of the official code and of the configs of the official models. */
    public static final DynamicShift OFFICIAL = new DynamicShift(0.5, 1.15, 256, 4096);

    @Override
    public double shift(double t, int imageSeqLen) {
        // rounded like the official code, which computes m · x + (y1 − m · x1)
        double slope = (maxShift - baseShift) / (maxSeqLen - baseSeqLen);
        double strength = Math.exp(slope * imageSeqLen + (baseShift - slope * baseSeqLen));
        return strength / (strength + (1 / t - 1));
    }
}
