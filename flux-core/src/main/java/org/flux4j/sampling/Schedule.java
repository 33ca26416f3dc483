package org.flux4j.sampling;

import com.fasterxml.jackson.databind.JsonNode;
import org.flux4j.BadInputException;
import org.flux4j.Limits;

/**
 * The timesteps of the denoising loop: 1 is noise, 0 is the picture. They are evenly spaced, then shifted towards the
 * noise.
 */
public sealed interface Schedule permits DynamicShift, StaticShift {

    /**
     * Returns the shifted timestep t'.
     *
     * @param t an evenly spaced timestep in 0..1
     * @param imageSeqLen the number of tokens of the picture being generated
     */
    double shift(double t, int imageSeqLen);

    /**
     * Returns the timesteps: linspace(1, 0, numSteps + 1), shifted.
     *
     * <p>Source: flux@802fb47 sampling.py, {@code get_schedule}. diffusers computes the same timesteps, as numSteps
     * values from 1 to 1 / numSteps with a 0 appended.
     *
     * @param numSteps the number of steps
     * @param imageSeqLen the number of tokens of the picture being generated, without those of references
     * @return numSteps + 1 timesteps, from 1 down to 0
     * @throws BadInputException if numSteps is not from 1 to {@link Limits#STEPS}
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
     * Returns the schedule that the {@code scheduler/scheduler_config.json} of a model folder describes. Missing fields
     * have the defaults of diffusers.
     *
     * <p>Source: diffusers 58eb52c, {@code FlowMatchEulerDiscreteScheduler} and {@code calculate_shift} in
     * {@code pipeline_flux.py}.
     *
     * @param source the name of the config, for messages
     * @param config the config
     * @throws BadInputException if a field is invalid, or describes a schedule that FLUX models do not use
     */
    static Schedule of(String source, JsonNode config) {
        return new SchedulerConfig(source, config).schedule();
    }
}
