package org.flux4j.sampling;

import com.fasterxml.jackson.databind.JsonNode;
import org.flux4j.BadInputException;
import org.flux4j.Limits;

/**
 * The times at which the denoising loop asks the transformer: 1 is noise, 0 the picture. They are spaced evenly, then
 * shifted towards the noise.
 */
public sealed interface Schedule permits DynamicShift, StaticShift {

    /** t' of an evenly spaced t in 0..1, for a picture of that many tokens. */
    double shift(double t, int imageSeqLen);

    /**
     * linspace(1, 0, numSteps + 1), shifted.
     *
     * <p>Source: flux@802fb47 sampling.py, {@code get_schedule}. diffusers spaces numSteps times from 1 to 1 / numSteps and
     * appends the 0: the same times.
     *
     * @param imageSeqLen the tokens of the picture being made; those of references do not count
     * @return numSteps + 1 times, from 1 down to 0
     * @throws BadInputException when numSteps is not from 1 to {@link Limits#STEPS}
     */
    default double[] timesteps(int numSteps, int imageSeqLen) {
        if (numSteps < 1) {
            throw new BadInputException("the number of steps must be at least 1, found " + numSteps);
        }
        Limits.check("steps", numSteps, Limits.STEPS);
        double[] timesteps = new double[numSteps + 1];
        for (int i = 0; i <= numSteps; i++) {
            timesteps[i] = shift((double) (numSteps - i) / numSteps, imageSeqLen);
        }
        return timesteps;
    }

    /**
     * The schedule that a model folder's {@code scheduler/scheduler_config.json} asks for. Absent fields have the defaults of
     * diffusers.
     *
     * <p>Source: diffusers 58eb52c, {@code FlowMatchEulerDiscreteScheduler} and {@code calculate_shift} in {@code
     * pipeline_flux.py}.
     *
     * @param source where the config comes from, for messages
     * @throws BadInputException when it asks for what FLUX models do not use
     */
    static Schedule of(String source, JsonNode config) {
        return new SchedulerConfig(source, config).schedule();
    }
}
