package org.flux4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.flux4j.model.AutoEncoder;
import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.sampling.TokenGrid;
import org.flux4j.train.world.NumberedRandom;

/**
 * The objective of a transformer: {@link FlowMatchingLoss flow matching} with logit-normal timesteps, t = 1 / (1 +
 * e^−(μ + σ·n)) for a normally distributed n. Tokens of an edit that change count more than the others.
 *
 * <p>Source: P. Esser et al., "Scaling Rectified Flow Transformers", arXiv 2403.03206, section 3.1.
 */
public final class FlowMatchingObjective implements Objective {
    /** The strength of guidance that a model distilled with guidance is trained on: none. */
    private static final float GUIDANCE = 1;

    /**
     * How samples are drawn.
     *
     * @param batch the number of samples of a batch
     * @param seed the seed of all random choices
     * @param mean μ, which is larger if noisy pictures are more important
     * @param deviation σ
     * @param dropping how often a sample has the empty prompt in place of its own, from 0 to 1, so that the model learns
     *     what pictures are like whatever the prompt
     */
    public record Sampling(int batch, long seed, double mean, double deviation, double dropping) {}

    /** A sample of a batch. */
    private record Sample(EncodedLesson lesson, Condition condition, double t, long noise) {}

    private final FluxTransformer transformer;
    private final Parameters parameters;
    private final LessonWindow window;
    private final Condition.Encoder prompts;
    private final Sampling sampling;
    private final List<Sample> samples = new ArrayList<>();
    private Condition empty; // null until it is needed
    private double totalWeight;

    /**
     * Creates an objective.
     *
     * @param transformer runs on the parameters
     * @param parameters those that are trained
     * @param lessons what it is trained with
     * @param autoEncoder encodes their pictures
     * @param prompts encodes their prompts
     */
    public FlowMatchingObjective(
            FluxTransformer transformer,
            Parameters parameters,
            Lesson.Source lessons,
            AutoEncoder autoEncoder,
            Condition.Encoder prompts,
            Sampling sampling) {
        this.transformer = transformer;
        this.parameters = parameters;
        this.prompts = prompts;
        this.sampling = sampling;
        window = new LessonWindow(lessons, autoEncoder, prompts, sampling.batch);
    }

    @Override
    public int batch() {
        return sampling.batch;
    }

    @Override
    public void prepare(int step, WorkerPool workers) {
        window.prepare(step, workers);
        if (empty == null && sampling.dropping > 0) {
            empty = prompts.encode(workers.any(), "");
        }
        samples.clear();
        totalWeight = 0;
        RandomGenerator random = NumberedRandom.of(sampling.seed, step);
        for (int i = 0; i < sampling.batch; i++) {
            EncodedLesson lesson = window.draw(random);
            boolean dropped = random.nextDouble() < sampling.dropping;
            double t = 1 / (1 + Math.exp(-(sampling.mean + sampling.deviation * random.nextGaussian())));
            samples.add(new Sample(lesson, dropped ? empty : lesson.condition(), t, random.nextLong()));
            for (float weight : lesson.weights()) {
                totalWeight += weight;
            }
        }
    }

    @Override
    public double addGradients(int sample, Operators ops, List<float[]> gradients) {
        Sample drawn = samples.get(sample);
        Tensor noise = noise(drawn.lesson.target().shape(), drawn.noise);
        return addGradients(drawn.lesson, drawn.condition, drawn.t, noise, totalWeight, ops, gradients);
    }

    /**
     * Does the same for a lesson with another condition.
     *
     * @param t the timestep
     * @param noise of the shape of the target
     * @param total the weight of all tokens of the batch
     */
    double addGradients(
            EncodedLesson lesson,
            Condition condition,
            double t,
            Tensor noise,
            double total,
            Operators ops,
            List<float[]> gradients) {
        Tensor noisy = FlowMatchingLoss.noisy(lesson.target(), noise, t);
        Tensor velocity = FlowMatchingLoss.target(lesson.target(), noise);
        float[] shares = new float[lesson.weights().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (lesson.weights()[i] / total);
        }
        try (Tape tape = new Tape(ops, ops.gradients())) {
            parameters.train(tape, gradients);
            Tensor pred = predict(tape, noisy, lesson, condition, Tensor.scalar((float) t));
            tape.backward(pred, FlowMatchingLoss.gradient(pred, velocity, shares));
            return FlowMatchingLoss.loss(pred, velocity, shares);
        }
    }

    /** Returns the velocity that the transformer predicts, as {@link org.flux4j.sampling.TransformerVelocity} does. */
    private Tensor predict(Operators ops, Tensor noisy, EncodedLesson lesson, Condition condition, Tensor t) {
        Tensor reference = lesson.reference();
        Tensor pred = transformer.forward(
                ops,
                reference == null ? noisy : ops.concat(noisy, reference, 0),
                lesson.ids(),
                condition.txt(),
                TokenGrid.textIds(condition.txt().dim(0)),
                t,
                condition.y(),
                Tensor.scalar(GUIDANCE));
        return reference == null ? pred : ops.slice(pred, 0, 0, noisy.dim(0));
    }

    private static Tensor noise(Shape shape, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Tensor noise = Tensor.zeros(shape);
        for (int i = 0; i < noise.data().length; i++) {
            noise.data()[i] = (float) random.nextGaussian();
        }
        return noise;
    }
}
