package org.flux4j.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.picture.Resolution;

/** Turns what was asked for into {@link Settings}: fills in the model's defaults, and notes what cannot be as asked. */
final class Defaults {
    private static final int GUIDED_STEPS = 28;
    private static final int GUIDED_TEXT_TOKENS = 512;
    private static final float GUIDANCE = 3.5f;
    private static final float KONTEXT_GUIDANCE = 2.5f;

    /** Of schnell, which is distilled to few steps and has no guidance. */
    private static final int UNGUIDED_STEPS = 4;

    private static final int UNGUIDED_TEXT_TOKENS = 256;

    private static final Resolution SQUARE = new Resolution(1, 1);

    /** Far beyond what FLUX.1 was trained on, and within what one array can hold. */
    private static final long MOST_PIXELS = 1 << 24;

    private final FluxPipelineBuilder asked;
    private final Model model;
    private final List<String> notes = new ArrayList<>();

    Defaults(FluxPipelineBuilder asked, Model model) {
        this.asked = asked;
        this.model = model;
    }

    Settings settings() {
        boolean guided = model.transformer().params().guidanceEmbed();
        int textTokens =
                asked.textTokens != null ? asked.textTokens : guided ? GUIDED_TEXT_TOKENS : UNGUIDED_TEXT_TOKENS;
        int steps = asked.steps != null ? asked.steps : guided ? GUIDED_STEPS : UNGUIDED_STEPS;
        atLeastOne("text tokens", textTokens);
        atLeastOne("steps", steps);
        if (model.prompts().cuts(asked.prompt, textTokens)) {
            notes.add("the prompt is longer than " + textTokens + " tokens; the rest is not read");
        }
        List<Resolution> references = referenceSizes();
        return new Settings(
                asked.prompt,
                asked.seed,
                steps,
                guidance(guided),
                size(references),
                references,
                asked.noise,
                textTokens);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    private Float guidance(boolean guided) {
        if (!guided) {
            if (asked.guidance != null) {
                notes.add("guidance is not used: this model was trained without");
            }
            return null;
        }
        float guidance =
                asked.guidance != null ? asked.guidance : asked.references.isEmpty() ? GUIDANCE : KONTEXT_GUIDANCE;
        if (!(guidance >= 0 && guidance < Float.POSITIVE_INFINITY)) {
            throw new BadInputException("guidance: expected 0 or more, found " + guidance);
        }
        return guidance;
    }

    private Resolution size(List<Resolution> references) {
        if (asked.size != null) {
            return rounded(asked.size);
        }
        return references.isEmpty() ? KontextResolutions.nearest(SQUARE, model.resolutions()) : references.getFirst();
    }

    /** Each reference keeps its shape: of the sizes that Kontext was trained on, it gets the nearest. */
    private List<Resolution> referenceSizes() {
        Resolution all = asked.referenceSize == null ? null : rounded(asked.referenceSize);
        return asked.references.stream()
                .map(picture -> all != null ? all : KontextResolutions.nearest(picture.size(), model.resolutions()))
                .toList();
    }

    private Resolution rounded(Resolution asked) {
        if ((long) asked.width() * asked.height() > MOST_PIXELS) {
            throw new BadInputException("size " + asked + ": expected at most " + MOST_PIXELS + " pixels in all");
        }
        RoundedSize size = RoundedSize.of(asked);
        size.note().ifPresent(notes::add);
        return size.used();
    }

    private static void atLeastOne(String what, int value) {
        if (value < 1) {
            throw new BadInputException(what + ": expected at least 1, found " + value);
        }
    }
}
