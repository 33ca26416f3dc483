package org.flux4j.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.Noise;
import org.flux4j.sampling.Seed;

/** Completes the settings of a request with the model's defaults, and notes what cannot be done as requested. */
final class Defaults {
    private static final Seed SEED = new Seed(0);

    /** FLUX.1-dev. */
    private static final Settings DEV = new Settings(null, SEED, 28, 3.5f, null, null, Noise.F32, 512);

    /** FLUX.1 Kontext, or another model with guidance, when there are references. */
    private static final Settings KONTEXT = DEV.withGuidance(2.5f);

    /** FLUX.1-schnell, which is distilled to few steps and has no guidance. */
    private static final Settings SCHNELL = new Settings(null, SEED, 4, null, null, null, Noise.F32, 256);

    private static final Resolution SQUARE = new Resolution(1, 1);

    private final FluxPipelineBuilder request;
    private final Model model;
    private final List<String> notes = new ArrayList<>();
    private final List<Resolution> referenceSizes;

    Defaults(FluxPipelineBuilder request, Model model) {
        this.request = request;
        this.model = model;
        if (!request.references.isEmpty() && !model.edits()) {
            notes.add("this model was not trained to edit: its model_index.json names "
                    + model.pipelineClass().orElseThrow() + ", not FluxKontextPipeline");
        }
        Resolution all = request.referenceSize == null ? null : rounded(request.referenceSize);
        referenceSizes = request.references.stream()
                .map(picture -> all != null ? all : preferred(picture.size()))
                .toList();
    }

    /** Returns the settings of the request, with the defaults in place of those that are null. */
    Settings settings() {
        boolean guided = model.transformer().params().guidanceEmbed();
        Settings defaults = !guided ? SCHNELL : request.references.isEmpty() ? DEV : KONTEXT;
        int longest = Math.min(defaults.textTokens(), model.prompts().longestText());
        Settings settings = request.settings.orElse(defaults.withTextTokens(longest));
        Limits.check("steps", settings.steps(), Limits.STEPS);
        Limits.check("text tokens", settings.textTokens(), Limits.TEXT_TOKENS);
        if (model.prompts().cuts(settings.prompt(), settings.textTokens())) {
            notes.add("the prompt is longer than " + settings.textTokens() + " tokens; the rest is not read");
        }
        Resolution size = size(settings);
        return settings.withWidth(size.width()).withHeight(size.height()).withGuidance(guidance(settings, guided));
    }

    /** Returns the size of each reference: of the sizes that Kontext was trained on, the one nearest to its shape. */
    List<Resolution> referenceSizes() {
        return referenceSizes;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    private Float guidance(Settings settings, boolean guided) {
        Float guidance = settings.guidance();
        if (!guided) {
            if (guidance != null) {
                notes.add("guidance is not used: this model was trained without");
            }
            return null;
        }
        if (!(guidance >= 0)) {
            throw new BadInputException("guidance: expected 0 or more, found " + guidance);
        }
        if (guidance > Limits.GUIDANCE) {
            throw new BadInputException("guidance: expected at most " + Limits.GUIDANCE + ", found " + guidance);
        }
        return guidance;
    }

    private Resolution size(Settings settings) {
        if (settings.width() != null && settings.height() != null) {
            return rounded(settings.size());
        }
        if (settings.width() != null || settings.height() != null) {
            throw new BadInputException("size: expected both width and height, found one of them");
        }
        return request.references.isEmpty() ? preferred(SQUARE) : referenceSizes.getFirst();
    }

    private Resolution preferred(Resolution shape) {
        return KontextResolutions.nearest(shape, model.resolutions());
    }

    private Resolution rounded(Resolution requested) {
        RoundedSize size = RoundedSize.of(requested, model.pixelsPerToken());
        size.note().ifPresent(notes::add);
        return size.used();
    }
}
