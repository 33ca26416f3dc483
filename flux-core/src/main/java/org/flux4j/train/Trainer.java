package org.flux4j.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.model.FiniteOperators;
import org.flux4j.op.Operators;

/**
 * The training loop: batch after batch, the gradients of the samples are added, clipped, and followed by {@link AdamW}.
 *
 * <p>Samples run in parallel, several of which make a piece. The gradients of a piece are added in the order of its samples,
 * those of the batch in the order of its pieces; so the bits of the result depend on the seed, but not on the number of
 * threads.
 */
public final class Trainer {
    /** The samples of a piece: few pieces take little memory, many keep all threads busy. */
    private static final int PIECE = 4;

    /** The longest gradient: a longer one is shortened to this norm, as {@code clip_grad_norm_} of PyTorch does. */
    private static final double LONGEST = 1;

    private static final double CLIP_EPSILON = 1e-6;

    private final Objective objective;
    private final LearningRate rate;
    private final AdamW optimiser;
    private final MovingAverage averaging;
    private final WorkerPool workers;
    private final TrainingState state;
    private final List<List<float[]>> pieces; // the gradients of each piece
    private final double[] losses; // of the samples

    /**
     * Creates a trainer that begins, or goes on, with a state.
     *
     * @param state its parameters are those of the module that the objective runs
     */
    public Trainer(
            Objective objective,
            LearningRate rate,
            AdamW optimiser,
            MovingAverage averaging,
            TrainingState state,
            WorkerPool workers) {
        this.objective = objective;
        this.rate = rate;
        this.optimiser = optimiser;
        this.averaging = averaging;
        this.workers = workers;
        this.state = state;
        losses = new double[objective.batch()];
        pieces = Stream.generate(state.parameters()::arrays)
                .limit(Math.ceilDiv(objective.batch(), PIECE))
                .toList();
    }

    /**
     * Trains until all steps are done.
     *
     * @param listener called after each step
     * @throws BadInputException if a number is not finite; it names the step and the place. The parameters are then those
     *     after the step before
     */
    public void run(Consumer<TrainingState> listener) {
        while (state.step() < rate.steps()) {
            step();
            listener.accept(state);
        }
    }

    private void step() {
        int step = state.step();
        objective.prepare(step, workers);
        workers.run(pieces.size(), (piece, ops) -> {
            List<float[]> gradients = pieces.get(piece);
            gradients.forEach(gradient -> Arrays.fill(gradient, 0));
            for (int sample = piece * PIECE; sample < Math.min(losses.length, (piece + 1) * PIECE); sample++) {
                losses[sample] = objective.addGradients(sample, ops, gradients);
            }
        });
        double loss = DoubleStream.of(losses).sum();
        double norm = addPieces();
        if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
            throw new BadInputException("training stopped at step " + (step + 1) + ": " + cause());
        }
        update(step, (float) Math.min(1, LONGEST / (norm + CLIP_EPSILON)));
        state.losses().add((float) loss);
    }

    /** Adds the gradients of all pieces to those of the first, and returns their norm. */
    private double addPieces() {
        List<float[]> sums = pieces.getFirst();
        double[] squares = new double[sums.size()];
        workers.run(sums.size(), (i, ops) -> {
            float[] sum = sums.get(i);
            for (List<float[]> piece : pieces.subList(1, pieces.size())) {
                add(piece.get(i), sum);
            }
            for (float gradient : sum) {
                squares[i] += (double) gradient * gradient;
            }
        });
        return Math.sqrt(DoubleStream.of(squares).sum());
    }

    private static void add(float[] more, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }

    private void update(int step, float factor) {
        List<float[]> gradients = pieces.getFirst();
        List<float[]> parameters = state.parameters().values();
        workers.run(parameters.size(), (i, ops) -> {
            float[] parameter = parameters.get(i);
            float[] first = state.first().get(i);
            float[] second = state.second().get(i);
            optimiser.update(step + 1, rate.at(step), gradients.get(i), factor, parameter, first, second);
            averaging.update(step + 1, parameter, state.average().values().get(i));
        });
    }

    /** Returns why a number is not finite: the place where the first one is met, running forward; else the gradient. */
    private String cause() {
        Operators ops = new FiniteOperators(workers.any());
        List<float[]> unused = state.parameters().arrays();
        try {
            for (int sample = 0; sample < losses.length; sample++) {
                objective.addGradients(sample, ops, unused);
            }
        } catch (BadInputException found) {
            return found.getMessage();
        }
        List<String> names = List.copyOf(state.parameters().names());
        for (int i = 0; i < names.size(); i++) {
            for (float gradient : pieces.getFirst().get(i)) {
                if (!Float.isFinite(gradient)) {
                    return "the gradient of " + names.get(i) + ": expected finite numbers, found " + gradient;
                }
            }
        }
        return "the loss or the norm of the gradients is too large";
    }
}
