package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.flux4j.contract.Data;
import org.flux4j.contract.backends.Recording;
import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;
import org.flux4j.op.WatchedOperators;
import org.flux4j.picture.Picture;
import org.flux4j.sampling.TokenGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs on a backend that records the first prediction and replays it in the steps that follow. */
class RecordedStepsTest {
    /** An operator that every prediction calls once. */
    private static final String ONCE = "rope";

    /** Notes the bits of all results. */
    private static final class Noting extends WatchedOperators {
        private final List<String> results = new ArrayList<>();

        Noting(Operators operators) {
            super(operators);
        }

        @Override
        protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
            T result = call.get();
            tensors(result).forEach(tensor -> results.add(name + tensor.shape() + Arrays.hashCode(tensor.data())));
            return result;
        }

        long predictions() {
            return results.stream()
                    .filter(result -> result.startsWith(ONCE + "["))
                    .count();
        }
    }

    static Stream<Arguments> runs() {
        return Stream.of("ref", "vector")
                .flatMap(backend -> Stream.of(
                        Arguments.of(backend, "edit", "tiny-random"),
                        Arguments.of(backend, "generate", "tiny-random"),
                        Arguments.of(backend, "generate", "tiny-dev"),
                        Arguments.of(backend, "generate", "tiny-schnell")));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theSameBitsInEveryOperator(String backend, String command, String model) {
        FluxPipelineBuilder builder = command.equals("edit") ? TinyRuns.edit(model) : TinyRuns.generate(model);
        Noting run = new Noting(open(backend));
        Picture want = builder.operators(run).build().run();
        Noting replayed = new Noting(open(backend));
        Recording recording = new Recording(replayed);
        Picture got = builder.operators(recording.operators()).build().run();

        assertThat(got.rgb()).isEqualTo(want.rgb());
        assertThat(replayed.results).isEqualTo(run.results);
        assertThat(Collections.frequency(recording.calls(), ONCE)).isOne();
        assertThat(replayed.predictions()).isEqualTo(TinyRuns.STEPS);
    }

    /** As a recorded constant, a timestep stays what it was in the first run. */
    @Test
    void aTimestepThatIsNoInputIsNoticed() {
        Operators ref = open("ref");
        UnaryOperator<Tensor> input = timestep -> timestep;
        UnaryOperator<Tensor> constant = timestep -> Tensor.scalar(timestep.data()[0]);
        List<String> want = predictions(ref, input);
        assertThat(want.getFirst()).isNotEqualTo(want.getLast());
        assertThat(predictions(ref, constant)).isEqualTo(want);
        assertThat(predictions(new Recording(ref).operators(), input)).isEqualTo(want);
        assertThat(predictions(new Recording(ref).operators(), constant))
                .containsExactly(want.getFirst(), want.getFirst());
    }

    /** Returns the predictions at two timesteps, which reach the transformer in some way. */
    private static List<String> predictions(Operators ops, UnaryOperator<Tensor> timestep) {
        FluxTransformer transformer = Model.open(TinyRuns.model("tiny-schnell")).transformer();
        TokenGrid grid = new TokenGrid(2, 3);
        Tensor img = Data.tensor(1, grid.tokens(), 64);
        Tensor txt = Data.tensor(2, 5, 48);
        Tensor y = Data.tensor(3, 32);
        Step step = ops.repeated(inputs -> transformer.forward(
                ops, img, grid.ids(), txt, TokenGrid.textIds(5), timestep.apply(inputs[0]), y, null));
        return Stream.of(1f, 0.5f)
                .map(time -> Arrays.toString(step.run(Tensor.scalar(time)).data()))
                .toList();
    }

    private static Operators open(String name) {
        return OperatorsProvider.all().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow()
                .create(2);
    }
}
