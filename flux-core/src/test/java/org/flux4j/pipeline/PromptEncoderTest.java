package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Supplier;
import org.flux4j.model.T5Encoder;
import org.flux4j.op.Operators;
import org.flux4j.op.WatchedOperators;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.api.Test;

/** Prompts are read once, and text encoders are let go of. */
class PromptEncoderTest {
    /** Counts how often a text encoder begins: it looks up the embeddings of tokens. */
    private static final class Counting extends WatchedOperators {
        private int encoders;

        Counting(Operators operators) {
            super(operators);
        }

        @Override
        protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
            if (name.equals("embedding")) {
                encoders++;
            }
            return call.get();
        }
    }

    private final Counting ops = new Counting(new RefOperators(2));

    @Test
    void aSecondPictureOfAModelDoesNotReadThePromptAgain() {
        Model model = Model.open(TinyRuns.model("tiny-random"));
        byte[] first = paint(model, "a hat", 20);
        int once = ops.encoders;
        assertThat(once).isPositive();
        assertThat(paint(model, "a hat", 20)).isEqualTo(first);
        assertThat(ops.encoders).isEqualTo(once);
        paint(model, "a cat", 20);
        assertThat(ops.encoders).isEqualTo(2 * once);
        paint(model, "a hat", 24);
        assertThat(ops.encoders).isEqualTo(3 * once);
    }

    @Test
    void thePromptsUsedLastAreRemembered() {
        PromptEncoder prompts = Model.open(TinyRuns.model("tiny-random")).prompts();
        for (String text : List.of("a", "b", "c", "d", "a", "e", "a")) {
            prompts.encodeOnce(ops, text, 4);
        }
        int five = ops.encoders;
        prompts.encodeOnce(ops, "b", 4);
        assertThat(ops.encoders).isEqualTo(five / 5 * 6);
    }

    /** The pictures of one pipeline have one prompt, so it needs the encoders once. */
    @Test
    void aPipelineThatLetGoOfTheEncodersPaintsAgain() {
        FluxPipeline pipeline = TinyRuns.generate("tiny-random").operators(ops).build();
        byte[] first = pipeline.run().rgb();
        int once = ops.encoders;
        assertThat(pipeline.run().rgb()).isEqualTo(first);
        assertThat(ops.encoders).isEqualTo(once);
    }

    @Test
    void nothingHoldsEncodersThatWereLetGo() throws InterruptedException {
        PromptEncoder prompts = Model.open(TinyRuns.model("tiny-random")).prompts();
        WeakReference<T5Encoder> t5 = new WeakReference<>(prompts.t5());
        PromptEncoder.Prompt before = prompts.encodeOnce(ops, "a hat", 20);
        prompts.letGo();
        for (int i = 0; i < 50 && t5.get() != null; i++) {
            Thread.sleep(20);
            System.gc();
        }
        assertThat(t5.get()).isNull();
        assertThat(prompts.encodeOnce(ops, "a hat", 20)).isSameAs(before);
    }

    private byte[] paint(Model model, String prompt, int tokens) {
        return TinyRuns.generate("tiny-random")
                .model(model)
                .prompt(prompt)
                .textTokens(tokens)
                .operators(ops)
                .build()
                .run()
                .rgb();
    }
}
