package org.flux4j.sampling;

import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * The denoising loop: Euler's method along the velocity, from noise to picture.
 *
 * <p>Source: flux@802fb47 sampling.py, {@code denoise}.
 */
public final class Denoiser {
    private Denoiser() {}

    /**
     * img ← img + (t_next − t) · velocity(img, t), for each t and the next.
     *
     * @param img [L, C]: noise, as packed latents
     * @param timesteps from 1 down to 0, see {@link Schedule#timesteps}
     * @return [L, C]: the picture, as packed latents
     */
    public static Tensor denoise(
            Operators ops, Velocity velocity, Tensor img, double[] timesteps, StepListener listener) {
        int steps = timesteps.length - 1;
        try (Scope loop = ops.scope("denoise")) {
            for (int i = 0; i < steps; i++) {
                try (Scope scope = ops.scope("step." + i)) {
                    Tensor pred = velocity.at(img, Tensor.scalar((float) timesteps[i]));
                    Tensor next = add(ops, img, timesteps[i + 1] - timesteps[i], pred);
                    listener.stepped(new Step(ops, i + 1, steps, timesteps[i + 1], next, pred));
                    img = loop.replace(img, scope.keep(next));
                }
            }
            return loop.keep(img);
        }
    }

    /** x + factor · direction. */
    private static Tensor add(Operators ops, Tensor x, double factor, Tensor direction) {
        return ops.add(x, ops.multiply(direction, Tensor.scalar((float) factor)));
    }

    /** Is notified of every step as soon as it is done. */
    @FunctionalInterface
    public interface StepListener {
        void stepped(Step step);
    }

    /**
     * A completed step. Its tensors are valid while the listener is being called.
     *
     * @param number from 1 to count
     * @param timestep where the step led to: 0 in the last one
     * @param img [L, C]: the noisy picture there
     * @param pred [L, C]: the velocity that led there
     */
    public record Step(Operators ops, int number, int count, double timestep, Tensor img, Tensor pred) {
        /** Returns the picture that img would become if the velocity stayed the same: img − timestep · pred. */
        public Tensor expected() {
            return add(ops, img, -timestep, pred);
        }
    }
}
