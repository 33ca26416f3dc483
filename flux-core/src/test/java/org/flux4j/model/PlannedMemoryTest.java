package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.flux4j.op.Operators;
import org.flux4j.op.Planner;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.vector.VectorProvider;
import org.flux4j.vector.VectorizedOperators;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators that only plan would hold, against what others hold when they run the same models. */
class PlannedMemoryTest {
    private static final int THREADS = 2;
    private static final Percentage TOLERANCE = Percentage.withPercentage(10);

    /** An eighth of FLUX.1's width. */
    private static final FluxParams FLUX =
            new FluxParams(64, 64, 96, 512, 384, 4, 3, 1, 2, List.of(16, 56, 56), 10_000, true, true);

    private static final AutoEncoderParams AUTO_ENCODER =
            new AutoEncoderParams(256, 3, 32, 3, List.of(1, 2, 4, 4), 1, 16, 0.3611, 0.1159, 8);

    private static final T5Config T5 = new T5Config(50, 256, 32, 640, 2, 8, 32, 128, 1e-6f);

    @ParameterizedTest
    @CsvSource({"100, 300", "512, 207"})
    void transformer(int text, int image) {
        FluxTransformer model = new FluxTransformer(FLUX, new InventedWeights(1));
        check((ops, input) -> {
            Tensor img = input.apply(Shape.of(image, 64));
            Tensor txt = input.apply(Shape.of(text, 512));
            Tensor y = input.apply(Shape.of(96));
            try (Scope loop = ops.scope("loop")) {
                for (int step = 0; step < 2; step++) {
                    img = loop.replace(
                            img,
                            model.forward(
                                    ops,
                                    img,
                                    Tensor.zeros(image, 3),
                                    txt,
                                    Tensor.zeros(text, 3),
                                    Tensor.scalar(0.5f),
                                    y,
                                    Tensor.scalar(3.5f)));
                }
                return loop.keep(img);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"128, 96", "72, 264"})
    void autoEncoder(int height, int width) {
        InventedWeights weights = new InventedWeights(2);
        new Encoder(AUTO_ENCODER, weights.in("encoder"));
        new Decoder(AUTO_ENCODER, weights.in("decoder"));
        AutoEncoder model = new AutoEncoder(AUTO_ENCODER, weights);
        check((ops, input) -> model.encode(ops, input.apply(Shape.of(3, height, width))));
        check((ops, input) -> model.decode(ops, input.apply(Shape.of(16, height / 8, width / 8))));
    }

    @ParameterizedTest
    @CsvSource({"200", "512"})
    void t5(int tokens) {
        T5Encoder model = new T5Encoder(T5, new InventedWeights(3));
        int[] ids = IntStream.range(0, tokens).map(i -> i % 50).toArray();
        check((ops, input) -> model.forward(ops, ids));
    }

    private static void check(BiFunction<Operators, Function<Shape, Tensor>, Tensor> run) {
        VectorProvider vector = new VectorProvider();
        Planner plan = vector.planner(vector.devices().getFirst(), THREADS).orElseThrow();
        Tensor planned = run.apply(plan.operators(), plan::tensor);
        VectorizedOperators ops = new VectorizedOperators(THREADS);
        Tensor made = run.apply(ops, Tensor::zeros);
        assertThat(planned.shape()).isEqualTo(made.shape());
        assertThat(ops.peakBytes()).isGreaterThan(1_000_000);
        assertThat(plan.peakBytes()).isCloseTo(ops.peakBytes(), TOLERANCE);
    }
}
