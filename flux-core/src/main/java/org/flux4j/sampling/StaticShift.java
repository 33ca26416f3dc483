package org.flux4j.sampling;

/**
 * A shift that does not depend on the size of the picture: t' = s·t / (1 + (s − 1)·t). FLUX.1 schnell uses it with s =
 * 1, which is no shift.
 *
 * <p>Source: diffusers 58eb52c, {@code FlowMatchEulerDiscreteScheduler.set_timesteps}.
 *
 * @param shift s, the strength of the shift
 */
public record StaticShift(double shift) implements Schedule {
    /** No shift. */
    public static final StaticShift NONE = new StaticShift(1);

    @Override
    public double shift(double t, int imageSeqLen) {
        return shift * t / (1 + (shift - 1) * t);
    }
}
