package org.flux4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.ref.RefProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final Map<String, String> SETTINGS = Map.of("--seed", "7");

    @TempDir
    private Path folder;

    /** Each sample pulls all parameters to a number of its own: loss = Σ (p − number)² / batch. */
    private static final class Pull implements Objective {
        private static final int BATCH = 11;

        private final Parameters parameters = Parameters.zeros("pull", Map.of("a", Shape.of(3, 2), "b", Shape.of(5)));
        private int step;
        private float poison;

        @Override
        public int batch() {
            return BATCH;
        }

        @Override
        public void prepare(int next, WorkerPool workers) {
            step = next;
        }

        @Override
        public double addGradients(int sample, Operators ops, List<float[]> gradients) {
            float number = (float) Math.sin(step * BATCH + sample) + 2;
            double loss = poison;
            for (int i = 0; i < gradients.size(); i++) {
                float[] values = parameters.values().get(i);
                for (int j = 0; j < values.length; j++) {
                    float error = values[j] - number - j;
                    loss += error * error / BATCH;
                    gradients.get(i)[j] += 2 * error / BATCH + poison;
                }
            }
            return loss;
        }
    }

    private static TrainingState train(Pull pull, TrainingState state, int steps, int threads) {
        try (WorkerPool workers = workers(threads)) {
            LearningRate rate = new LearningRate(0.1, 5, 10, 40);
            Trainer trainer = new Trainer(pull, rate, AdamW.DEFAULT, new MovingAverage(0.9), state, workers);
            trainer.run(after -> {
                if (after.step() == steps) {
                    throw new IllegalStateException("enough");
                }
            });
        } catch (IllegalStateException enough) {
            assertThat(enough).hasMessage("enough");
        }
        return state;
    }

    private static WorkerPool workers(int threads) {
        RefProvider provider = new RefProvider();
        return new WorkerPool(threads, () -> provider.create(provider.devices().getFirst(), 1));
    }

    private static List<Float> trained(int threads) {
        Pull pull = new Pull();
        return train(pull, new TrainingState(pull.parameters), 40, threads).losses();
    }

    @Test
    void theLossFalls() {
        List<Float> losses = trained(1);
        assertThat(losses).hasSize(40);
        assertThat(losses.getLast()).isLessThan(losses.getFirst() / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void theBitsAreTheSameWithAnyNumberOfThreads(int threads) {
        assertThat(trained(threads)).isEqualTo(trained(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 39})
    void aCheckpointGoesOnToTheSameBits(int steps) {
        Checkpoint checkpoint = new Checkpoint(folder.resolve("checkpoint.safetensors"));
        Pull whole = new Pull();
        TrainingState expected = train(whole, new TrainingState(whole.parameters), 40, 2);

        Pull first = new Pull();
        checkpoint.save(train(first, new TrainingState(first.parameters), steps, 2), SETTINGS);
        Pull second = new Pull();
        TrainingState found = new TrainingState(second.parameters);
        checkpoint.load(found, SETTINGS);
        assertThat(found.step()).isEqualTo(steps);
        train(second, found, 40, 2);

        assertThat(found.losses()).isEqualTo(expected.losses());
        for (String name : expected.average().names()) {
            assertThat(found.average().find(name).toFloats())
                    .isEqualTo(expected.average().find(name).toFloats());
            assertThat(found.parameters().find(name).toFloats())
                    .isEqualTo(expected.parameters().find(name).toFloats());
        }
    }

    @Test
    void aCheckpointOfAnotherRunIsRefused() {
        Path file = folder.resolve("checkpoint.safetensors");
        Checkpoint checkpoint = new Checkpoint(file);
        Pull pull = new Pull();
        checkpoint.save(new TrainingState(pull.parameters), SETTINGS);
        assertThatThrownBy(() -> checkpoint.load(new TrainingState(pull.parameters), Map.of("--seed", "8")))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": begun with --seed 7, found --seed 8; a new run needs a new folder");
        Parameters other = Parameters.zeros("other", Map.of("a", Shape.of(3, 3), "b", Shape.of(5)));
        assertThatThrownBy(() -> checkpoint.load(new TrainingState(other), SETTINGS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a: expected shape [3, 3], found [3, 2]");
    }

    @Test
    void aNumberThatIsNotFiniteStopsTrainingAndNamesItsGradient() {
        Pull pull = new Pull();
        TrainingState state = train(pull, new TrainingState(pull.parameters), 3, 2);
        float[] before = state.parameters().find("a").toFloats();
        pull.poison = Float.NaN;
        assertThatThrownBy(() -> train(pull, state, 40, 2))
                .isInstanceOf(BadInputException.class)
                .hasMessage("training stopped at step 4: the gradient of a: expected finite numbers, found NaN");
        assertThat(state.parameters().find("a").toFloats()).isEqualTo(before);
        assertThat(state.step()).isEqualTo(3);
    }

    @Test
    void theLearningRateRisesStaysAndFalls() {
        LearningRate rate = new LearningRate(8, 4, 2, 10);
        assertThat(IntStream.range(0, 10).mapToObj(rate::at))
                .containsExactly(2.0, 4.0, 6.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 4.0);
        assertThat(new LearningRate(8, 0, 0, 1).at(0)).isEqualTo(8);
    }
}
