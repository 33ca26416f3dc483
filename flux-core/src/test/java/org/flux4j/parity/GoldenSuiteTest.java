package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flux4j.op.Gradients;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.WatchedOperators;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every golden case that ships, run on each backend by what runs behind {@code flux parity}. */
class GoldenSuiteTest {
    /** The table of forward operators of the format. */
    private static final List<String> OPERATORS = List.of(
            "linear layer_norm rms_norm group_norm modulate silu gelu_tanh gelu_erf quick_gelu softmax",
            "timestep_embedding rope apply_rope attention conv2d upsample_nearest",
            "mlp_embedder double_stream_block single_stream_block last_layer",
            "flux_transformer ae_encode ae_decode t5_encoder clip_text",
            "schedule pack unpack torch_randn flow_matching_loss denoise",
            "tokenize_clip tokenize_t5 kontext_edit text_to_image dequantize");

    @TestFactory
    Stream<DynamicTest> passes() {
        return backends().flatMap(provider -> {
            Operators ops = provider.create(2);
            return GoldenSuite.files().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            provider.name() + ": " + file.name(), () -> assertHolds(provider.name(), ops, file)));
        });
    }

    /** A tape takes the operators of one backend and the gradients of another, if both keep tensors on the heap. */
    @TestFactory
    Stream<DynamicTest> gradientsOfTheReferencePassOnOperatorsOfVector() {
        Operators ops = new WatchedOperators(provider("vector").create(2)) {
            @Override
            protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
                return call.get();
            }

            @Override
            public Gradients gradients() {
                return provider("ref").create(2).gradients();
            }
        };
        return GoldenSuite.files().stream()
                .filter(file -> GoldenCase.read(file).backward())
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> assertHolds("both", ops, file)));
    }

    private static OperatorsProvider provider(String name) {
        return backends()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runsOnEveryBackend() {
        assertThat(backends().map(OperatorsProvider::name)).contains("ref", "vector");
    }

    private static Stream<OperatorsProvider> backends() {
        return OperatorsProvider.all().stream().filter(OperatorsProvider::isAvailable);
    }

    @Test
    void holdsEveryOperator() {
        Stream<String> operators =
                GoldenSuite.files().stream().map(GoldenCase::read).map(GoldenCase::op);
        assertThat(operators.distinct()).containsExactlyInAnyOrderElementsOf(operators());
    }

    /** The operators whose gradients training needs, and the modules that are made of them. */
    @Test
    void holdsGradients() {
        Stream<String> operators = GoldenSuite.files().stream()
                .map(GoldenCase::read)
                .filter(GoldenCase::backward)
                .map(GoldenCase::op);
        assertThat(operators.distinct())
                .containsAll(operators().subList(0, operators().indexOf("t5_encoder")))
                .contains("pack", "unpack", "flow_matching_loss");
    }

    @Test
    void everyOperatorCanBeRun() {
        assertThat(OperationTable.all().names()).containsExactlyInAnyOrderElementsOf(operators());
    }

    private static List<String> operators() {
        return OPERATORS.stream().flatMap(line -> Stream.of(line.split(" "))).toList();
    }

    /** Every row passes. */
    private static void assertHolds(String backend, Operators ops, CaseFile file) {
        CollectedReport report = new CollectedReport();
        new CaseRunner(backend, ops, report).found(file);
        assertThat(report.problems()).isEmpty();
        assertThat(report.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.verdict())
                        .describedAs(row.output() + ": " + row.note())
                        .isEqualTo(Row.Verdict.PASS));
    }
}
