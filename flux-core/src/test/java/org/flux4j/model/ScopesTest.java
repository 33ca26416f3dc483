package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.flux4j.contract.Data;
import org.flux4j.contract.PoisoningOperators;
import org.flux4j.model.Samples.FluxInput;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.ref.RefProvider;
import org.junit.jupiter.api.Test;

/** No module uses or returns a tensor whose scope has closed. */
class ScopesTest {
    private final Operators ref = new RefProvider().create(1);

    @Test
    void transformer() {
        FluxTransformer model = new FluxTransformer(Samples.DEV, new InventedWeights(1));
        FluxInput in = FluxInput.of(Samples.DEV);
        check(ops -> model.forward(
                ops, in.img(), in.imgIds(), in.txt(), in.txtIds(), Tensor.scalar(0.7f), in.y(), Tensor.scalar(3.5f)));
    }

    @Test
    void autoEncoder() {
        InventedWeights weights = new InventedWeights(2);
        new Encoder(Samples.AUTO_ENCODER, weights.in("encoder"));
        new Decoder(Samples.AUTO_ENCODER, weights.in("decoder"));
        AutoEncoder model = new AutoEncoder(Samples.AUTO_ENCODER, weights);
        check(ops -> model.encode(ops, Data.tensor(1, 3, 6, 10)));
        check(ops -> model.decode(ops, Data.tensor(1, 4, 3, 5)));
    }

    @Test
    void t5() {
        T5Encoder model = new T5Encoder(Samples.T5, new InventedWeights(3));
        check(ops -> model.forward(ops, new int[] {4, 17, 3, 1, 0, 0}));
    }

    @Test
    void clip() {
        ClipTextEncoder model = new ClipTextEncoder(Samples.CLIP, new InventedWeights(4));
        check(ops -> model.forward(ops, new int[] {48, 17, 3, 49, 49}));
    }

    @Test
    void aForgottenKeepIsSeen() {
        Tensor x = Data.tensor(1, 3);
        Operators poisoning = new PoisoningOperators(ref);
        Tensor lost;
        try (Scope scope = poisoning.scope("test")) {
            Tensor kept = scope.keep(poisoning.silu(x));
            lost = poisoning.silu(x);
            assertThat(kept.data()).containsExactly(lost.data());
        }
        assertThat(lost.data()).containsOnly(Float.NaN);
    }

    private void check(Function<Operators, Tensor> run) {
        PoisoningOperators poisoning = new PoisoningOperators(ref);
        Tensor got = run.apply(poisoning);
        assertThat(got.data()).isNotEmpty().doesNotContain(Float.NaN);
        assertThat(got.data()).containsExactly(run.apply(ref).data());
        assertThat(poisoning.poisoned()).isGreaterThan(10);
    }
}
