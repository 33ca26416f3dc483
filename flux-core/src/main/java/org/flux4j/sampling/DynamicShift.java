package org.flux4j.sampling;

/**
 * A shift that grows with the picture: t' = e^mu / (e^mu + 1/t − 1), mu linear in the number of image tokens. FLUX.1 dev
 * and Kontext use it.
 *
 * <p>Source: flux@802fb47 sampling.py, {@code time_shift} and {@code get_lin_function}.
 *
 * @param baseShift mu at baseSeqLen tokens
 * @param maxShift mu at maxSeqLen tokens; with more tokens it goes on growing
 */
public record DynamicShift(double baseShift, double maxShift, double baseSeqLen, double maxSeqLen) implements Schedule {
    /** What the official code and the configs of the official models say. */
    public static final DynamicShift OFFICIAL = new DynamicShift(0.5, 1.15, 256, 4096);

    @Override
    public double shift(double t, int imageSeqLen) {
        // as the official code rounds: m · x + (y1 − m · x1)
        double slope = (maxShift - baseShift) / (maxSeqLen - baseSeqLen);
        double strength = Math.exp(slope * imageSeqLen + (baseShift - slope * baseSeqLen));
        return strength / (strength + (1 / t - 1));
    }
}
