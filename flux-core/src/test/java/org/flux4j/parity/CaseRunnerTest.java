package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends that do not do what they should. */
class CaseRunnerTest {
    @TempDir
    private Path folder;

    /** A backend all of whose methods do the same. */
    private static Operators backend(Supplier<Tensor> method) {
        return (Operators) Proxy.newProxyInstance(
                Operators.class.getClassLoader(),
                new Class<?>[] {Operators.class},
                (proxy, called, arguments) -> method.get());
    }

    private Row run(Supplier<Tensor> method) {
        return run(method, CaseBuilder.linear());
    }

    private Row run(Supplier<Tensor> method, CaseBuilder builder) {
        Path file = builder.write(folder.resolve("one.safetensors"));
        CollectedReport report = new CollectedReport();
        new CaseRunner("sundial", backend(method), report).found(CaseFile.of("one.safetensors", file));
        assertThat(report.problems()).isEmpty();
        assertThat(report.rows()).hasSize(1);
        return report.rows().getFirst();
    }

    @Test
    void anOperatorItDoesNotHaveIsSkipped() {
        Row row = run(() -> {
            throw new UnsupportedOperationException("no linear at night");
        });
        assertThat(row.verdict()).isEqualTo(Row.Verdict.SKIPPED);
        assertThat(row.note()).isEqualTo("backend sundial does not have this operator: no linear at night");
    }

    @Test
    void aGradientItDoesNotHaveIsSkipped() {
        Supplier<Tensor> none = () -> {
            throw new UnsupportedOperationException("no gradients");
        };
        Row row = run(none, CaseBuilder.linear().metadata("attrs", "{\"backward\": true}"));
        assertThat(row.verdict()).isEqualTo(Row.Verdict.SKIPPED);
        assertThat(row.note()).isEqualTo("backend sundial has no backward pass of this operator: no gradients");
    }

    @Test
    void aResultOfAnotherShapeFails() {
        Row row = run(() -> Tensor.of(Shape.of(2, 1), 17, 18));
        assertThat(row.verdict()).isEqualTo(Row.Verdict.FAIL);
        assertThat(row.note()).isEqualTo("expected shape [1, 2], found [2, 1]");
    }

    @Test
    void aCrashFailsAndSaysWhere() {
        Row row = run(() -> {
            throw new IllegalStateException("clouds");
        });
        assertThat(row.verdict()).isEqualTo(Row.Verdict.FAIL);
        assertThat(row.note())
                .startsWith("java.lang.IllegalStateException: clouds at ")
                .contains("CaseRunnerTest");
    }

    @Test
    void tooLittleMemoryFails() {
        Row row = run(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(row.verdict()).isEqualTo(Row.Verdict.FAIL);
        assertThat(row.note()).isEqualTo("too large to compute: Java heap space");
    }
}
