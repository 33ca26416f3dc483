package org.flux4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.flux4j.io.Json;
import org.flux4j.io.SafeTensors;
import org.flux4j.model.AutoEncoderParams;
import org.flux4j.model.FluxParams;
import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.sampling.ReferenceTokens;
import org.flux4j.sampling.TokenGrid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twenty steps of training from the same weights, data and noise as in PyTorch, which computes in float64: the losses are
 * the same, and so is how far the moving average goes.
 */
class TwentyStepsTest {
    private static final LearningRate RATE = new LearningRate(2e-3, 4, 6, 20);
    private static final AdamW OPTIMISER = new AdamW(0.9, 0.99, 1e-8, 0.01);
    private static final MovingAverage AVERAGING = new MovingAverage(0.9996);

    private static final double LOSS = 1e-4;
    private static final double DISTANCE = 1e-3;

    /** The bias of keys, which changes no softmax: its gradient is 0 but for rounding, and AdamW goes as far with that. */
    private static final String WITHOUT_EFFECT = "attn_1.k.bias";

    /** What PyTorch began with, and where it went. */
    private record Run(SafeTensors file) {
        static Run open(String name) {
            return new Run(SafeTensors.open(Path.of("..", "testdata", "training", name)));
        }

        Parameters parameters() {
            return Parameters.copyOf(file.weights().in("weights"));
        }

        JsonNode metadata(String name) {
            return Json.parse(name, file.metadata().get(name));
        }

        /** Returns the part of a tensor that belongs to a sample of a step. */
        Tensor data(String name, int step, int sample) {
            Tensor all = file.tensors().get("data." + name).tensor();
            int[] shape = all.shape().toArray();
            Shape one = Shape.of(Arrays.copyOfRange(shape, 2, shape.length));
            int count = (int) one.count();
            int from = (step * shape[1] + sample) * count;
            return Tensor.of(one, Arrays.copyOfRange(all.data(), from, from + count));
        }
    }

    /** An objective with two samples, whose data are stored. */
    private abstract static class StoredObjective implements Objective {
        final Run run;
        final Parameters parameters;
        int step;

        StoredObjective(Run run) {
            this.run = run;
            parameters = run.parameters();
        }

        @Override
        public int batch() {
            return 2;
        }

        @Override
        public void prepare(int next, WorkerPool workers) {
            step = next;
        }

        Tensor data(String name, int sample) {
            return run.data(name, step, sample);
        }
    }

    private static final class Transformer extends StoredObjective {
        private final FlowMatchingObjective objective;

        Transformer(Run run) {
            super(run);
            FluxTransformer transformer =
                    new FluxTransformer(FluxParams.fromOfficial(run.metadata("params")), parameters);
            objective = new FlowMatchingObjective(
                    transformer,
                    parameters,
                    number -> null,
                    null,
                    null,
                    new FlowMatchingObjective.Sampling(2, 0, 0, 1, 0));
        }

        @Override
        public double addGradients(int sample, Operators ops, List<float[]> gradients) {
            Tensor x0 = data("x0", sample);
            Tensor reference = data("reference", sample);
            Condition condition = new Condition(data("txt", sample), data("y", sample));
            EncodedLesson lesson = new EncodedLesson(
                    x0,
                    reference,
                    ids(ops, reference),
                    condition,
                    data("weights", sample).data());
            double total = IntStream.range(0, batch())
                    .mapToDouble(other -> sum(data("weights", other)))
                    .sum();
            double t = data("t", sample).data()[0];
            return objective.addGradients(lesson, condition, t, data("x1", sample), total, ops, gradients);
        }

        private static Tensor ids(Operators ops, Tensor reference) {
            int side = (int) Math.sqrt(reference.dim(0));
            Tensor latent = ops.unpack(reference, side, side);
            Tensor plane1 = ReferenceTokens.of(ops, List.of(latent)).ids();
            return ops.concat(TokenGrid.of(latent).ids(), plane1, 0);
        }

        private static double sum(Tensor weights) {
            double sum = 0;
            for (float weight : weights.data()) {
                sum += weight;
            }
            return sum;
        }
    }

    private static final class Autoencoder extends StoredObjective {
        private static final int RAMP = 8;

        private final AutoEncoderObjective objective;

        Autoencoder(Run run) {
            super(run);
            AutoEncoderParams params = AutoEncoderParams.fromOfficial(run.metadata("params"));
            objective = new AutoEncoderObjective(params, parameters, number -> null, batch(), 0, RAMP);
        }

        @Override
        public void prepare(int next, WorkerPool workers) {
            super.prepare(next, workers);
            objective.prepare(next, workers);
        }

        @Override
        public double addGradients(int sample, Operators ops, List<float[]> gradients) {
            float[] noise = data("noise", sample).data();
            DoubleSupplier next =
                    IntStream.range(0, noise.length).mapToDouble(i -> noise[i]).iterator()::nextDouble;
            return objective.addGradients(data("x", sample), next, ops, gradients);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ref", "vector"})
    void theTransformerLearnsAsInPyTorch(String backend) {
        Run run = Run.open("transformer.safetensors");
        check(run, new Transformer(run), backend);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ref", "vector"})
    void theAutoencoderLearnsAsInPyTorch(String backend) {
        Run run = Run.open("autoencoder.safetensors");
        check(run, new Autoencoder(run), backend);
    }

    private static void check(Run run, StoredObjective objective, String backend) {
        TrainingState state = new TrainingState(objective.parameters);
        OperatorsProvider provider = OperatorsProvider.all().stream()
                .filter(candidate -> candidate.name().equals(backend))
                .findFirst()
                .orElseThrow();
        try (WorkerPool workers =
                new WorkerPool(2, () -> provider.create(provider.devices().getFirst(), 1))) {
            new Trainer(objective, RATE, OPTIMISER, AVERAGING, state, workers).run(after -> {});
        }
        JsonNode expected = run.metadata("losses");
        assertThat(state.losses()).hasSize(20).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat((double) state.losses().get(i))
                    .as("step %s", i)
                    .isCloseTo(expected.get(i).doubleValue(), Percentage.withPercentage(100 * LOSS));
        }
        checkDistances(run, state.average());
    }

    private static void checkDistances(Run run, Parameters average) {
        float[] expected = run.file.tensors().get("distances").tensor().data();
        int i = 0;
        for (String name : average.names()) {
            float distance = expected[i++];
            if (!name.endsWith(WITHOUT_EFFECT)) {
                assertThat(distance(run.file.weights().find("weights." + name), average.find(name)))
                        .as("how far the average of %s went", name)
                        .isCloseTo((double) distance, Percentage.withPercentage(100 * DISTANCE));
            }
        }
        assertThat(expected).hasSize(i);
    }

    private static double distance(Weight from, Weight to) {
        float[] a = from.toFloats();
        float[] b = to.toFloats();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) b[i] - a[i]) * ((double) b[i] - a[i]);
        }
        return Math.sqrt(sum);
    }
}
