package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.flux4j.contract.NamedProvider;
import org.flux4j.contract.backends.Distant;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Shape;
import org.flux4j.picture.Picture;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.api.Test;

/** A whole edit on a backend whose tensors do not live on the Java heap. */
class DistantBackendTest {
    private static final String TEXT = ": [20, 48]";
    private static final String POOLED_TEXT = ": [1, 32]";
    private static final String FIRST_PREDICTION = "denoise/step.0: [20, 64]";
    private static final String DECODED_LATENTS = ": [20, 64]";
    private static final String PICTURE = ": [3, 64, 80]";

    private final Distant distant = new Distant(2);
    private final List<Picture> previews = new ArrayList<>();

    /** Makes a preview of every step. */
    private final Listener listener = new Listener() {
        @Override
        public void step(int step, int steps, Supplier<Picture> preview) {
            previews.add(preview.get());
        }
    };

    private Picture edit(Operators ops) {
        return TinyRuns.edit("tiny-random")
                .listener(listener)
                .operators(ops)
                .build()
                .run();
    }

    @Test
    void theSamePicturesAsOnTheHeap() {
        Picture got = edit(distant.operators());
        Picture want = edit(new RefOperators(2));
        assertThat(got.rgb()).isEqualTo(want.rgb());
        for (int step = 0; step < TinyRuns.STEPS; step++) {
            assertThat(previews.get(step).rgb())
                    .isEqualTo(previews.get(TinyRuns.STEPS + step).rgb());
        }
    }

    /** The first prediction is read to see whether the model computes finite numbers at all. */
    @Test
    void readsWhatLeavesTheModelAndNothingElse() {
        edit(distant.operators());
        assertThat(distant.reads())
                .extracting(Distant.Read::toString)
                .containsExactly(
                        POOLED_TEXT,
                        TEXT,
                        FIRST_PREDICTION,
                        "denoise/step.0: [3, 64, 80]",
                        "denoise/step.1: [3, 64, 80]",
                        "denoise/step.2: [3, 64, 80]",
                        DECODED_LATENTS,
                        PICTURE);
    }

    @Test
    void readsNoPreviewThatNobodyWants() {
        TinyRuns.edit("tiny-random").operators(distant.operators()).build().run();
        assertThat(distant.reads())
                .extracting(Distant.Read::toString)
                .containsExactly(POOLED_TEXT, TEXT, FIRST_PREDICTION, DECODED_LATENTS, PICTURE);
    }

    @Test
    void copiesEveryInputOnce() {
        edit(distant.operators());
        List<String> once = List.of(
                "the mask of CLIP",
                "the pooled text, which is remembered on this side",
                "the text",
                "the reference",
                "its ids",
                "the noise",
                "its ids",
                "the ids of the text",
                "guidance");
        List<String> inEveryStep = List.of("the timestep", "the length of the step", "the length up to its preview");
        assertThat(distant.uploads()).isEqualTo(once.size() + inEveryStep.size() * TinyRuns.STEPS);
    }

    @Test
    void scopesFreeWhatTheyMade() {
        List<List<Shape>> live = new ArrayList<>();
        TinyRuns.edit("tiny-random")
                .operators(distant.operators())
                .listener(new Listener() {
                    @Override
                    public void step(int step, int steps, Supplier<Picture> preview) {
                        live.add(distant.live());
                    }
                })
                .build()
                .run();
        assertThat(live).hasSize(TinyRuns.STEPS);
        assertThat(live.subList(1, TinyRuns.STEPS)).containsOnly(live.getLast());
        assertThat(distant.live())
                .containsExactly(
                        Shape.of(1, 32), // CLIP's
                        Shape.of(20, 48), // T5's
                        Shape.of(16, 6, 8), // the reference
                        Shape.of(12, 64), // its tokens
                        Shape.of(20, 64), // the noise
                        Shape.of(20, 64), // the tokens of the picture
                        Shape.of(16, 8, 10), // its latents
                        Shape.of(3, 64, 80)); // the picture
    }

    @Test
    void thePipelineClosesWhatItOpens() {
        TinyRuns.edit("tiny-random").backend(backend()).build().run();
        assertThat(distant.reads()).hasSize(5);
        assertThat(distant.live()).isEmpty();
    }

    @Test
    void thePipelineClosesWhatItOpensEvenIfTheRunFails() {
        FluxPipeline failing = TinyRuns.edit("tiny-random")
                .backend(backend())
                .listener(new Listener() {
                    @Override
                    public void step(int step, int steps, Supplier<Picture> preview) {
                        assertThat(distant.live()).isNotEmpty();
                        throw new IllegalStateException("the disk is full");
                    }
                })
                .build();
        assertThatThrownBy(failing::run).hasMessage("the disk is full");
        assertThat(distant.live()).isEmpty();
    }

    private Backend backend() {
        OperatorsProvider provider = new NamedProvider("distant", threads -> distant.operators());
        return new Backend(provider, provider.devices().getFirst(), 2, Optional.empty());
    }
}
