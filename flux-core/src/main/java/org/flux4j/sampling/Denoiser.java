package org.flux4j.sampling;

import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * The denoising loop: integrates the velocity from noise to picture, by Euler's method.
 *
 * <p>Source: flux@802fb47 sampling.py, {@code denoise}.
 */
public final class Denoiser {
    private Denoiser() {}

    /**
     * Denoises a picture: img ← img + (t_next − t) · velocity(img, t), for each timestep t but the last.
     *
     * @param velocity the velocity of a noisy picture
     * @param img the noise, as tokens, [L, C]
     * @param timesteps the timesteps, from 1 down to 0 (see {@link Schedule#timesteps})
     * @param listener is notified after each step
     * @return the picture, as tokens, [L, C]
     */
    public static Tensor denoise(
            Operators ops, Velocity velocity, Tensor img, double[] timesteps, StepListener listener) {
        int steps = timesteps.length - 1;
        try (Scope loop = ops.scope("denoise")) {
            for (int i = 0; i < steps; i++) {
                try (Scope scope = ops.scope("step." + i)) {
                    Tensor pred = velocity.at(img, Tensor.scalar((float) timesteps[i]));
                    Tensor next = addScaled(ops, img, timesteps[i + 1] - timesteps[i], pred);
                    listener.stepped(new CompletedStep(ops, i + 1, steps, timesteps[i + 1], next, pred));
                    img = loop.replace(img, scope.keep(next));
                }
            }
            return loop.keep(img);
        }
    }

    /** Returns x + factor · direction. */
    private static Tensor addScaled(Operators ops, Tensor x, double factor, Tensor direction) {
        return ops.add(x, ops.multiply(direction, Tensor.scalar((float) factor)));
    }

    /** A listener that is notified of each step. */
    @FunctionalInterface
    public interface StepListener {
        /** Called when a step has been completed. */
        void stepped(CompletedStep step);
    }

    /**
     * A completed step. Its tensors are valid only while the listener is called.
     *
     * @param ops the operators of the loop
     * @param number the number of the step, from 1 to count
     * @param count the number of steps in all
     * @param timestep the timestep after the step; 0 after the last one
     * @param img the noisy picture after the step, as tokens, [L, C]
     * @param pred the velocity used in the step, [L, C]
     */
    public record CompletedStep(Operators ops, int number, int count, double timestep, Tensor img, Tensor pred) {
        /** Returns the picture that results if the velocity remains the same: img − timestep · pred. */
        public Tensor expected() {
            return addScaled(ops, img, -timestep, pred);
        }
    }
}
