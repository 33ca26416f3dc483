package org.flux4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.ref.RefOperators;
import org.flux4j.sampling.Denoiser.CompletedStep;
import org.flux4j.train.FlowMatchingLoss;
import org.junit.jupiter.api.Test;

class DenoiserTest {
    private static final double[] TIMESTEPS = {1, 0.875, 0.5, 0};

    private final Operators ops = new RefOperators(1);

    @Test
    void takesEulerSteps() {
        List<Float> asked = new ArrayList<>();
        Velocity velocity = (img, timestep) -> {
            asked.add(timestep.data()[0]);
            return ops.add(ops.affine(img, 2, 0), timestep);
        };
        Tensor img = Tensor.of(Shape.of(1, 2), 3, -1);

        Tensor result = Denoiser.denoise(ops, velocity, img, TIMESTEPS, step -> {});

        assertThat(asked).containsExactly(1f, 0.875f, 0.5f);
        // x − (2x + 1)/8, x − (2x + 0.875)·3/8, x − (2x + 0.5)/2
        assertThat(result.data()).containsExactly(-0.25f, -0.25f);
        assertThat(img.data()).as("the noise is left as it was").containsExactly(3, -1);
    }

    @Test
    void findsThePictureAtTheEndOfAStraightPath() {
        Tensor picture = TorchRandom.randn(1, Noise.F32, 5, 3);
        Tensor noise = TorchRandom.randn(2, Noise.F32, 5, 3);
        Tensor direction = FlowMatchingLoss.target(picture, noise);
        List<CompletedStep> steps = new ArrayList<>();

        Tensor result = Denoiser.denoise(ops, (img, timestep) -> direction, noise, TIMESTEPS, steps::add);

        assertThat(result.data()).containsExactly(picture.data(), within(1e-6f));
        assertThat(steps).extracting(CompletedStep::number).containsExactly(1, 2, 3);
        assertThat(steps).extracting(CompletedStep::count).containsOnly(3);
        assertThat(steps).extracting(CompletedStep::timestep).containsExactly(0.875, 0.5, 0.0);
        for (CompletedStep step : steps) {
            assertThat(step.expected().data()).containsExactly(picture.data(), within(1e-6f));
            assertThat(step.img().data())
                    .containsExactly(
                            FlowMatchingLoss.noisy(picture, noise, step.timestep())
                                    .data(),
                            within(1e-6f));
        }
    }
}
