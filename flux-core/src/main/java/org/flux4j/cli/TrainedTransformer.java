package org.flux4j.cli;

import java.nio.file.Path;
import java.util.function.Function;
import org.flux4j.io.ModelFolder;
import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.picture.Picture;
import org.flux4j.pipeline.Model;
import org.flux4j.pipeline.PromptEncoder;
import org.flux4j.train.Condition;
import org.flux4j.train.FlowMatchingObjective;
import org.flux4j.train.Lesson;
import org.flux4j.train.Objective;
import org.flux4j.train.Parameters;

/** All weights of the transformer. */
record TrainedTransformer(ModelFolder folder, TrainedFolder result, Model model, Parameters parameters)
        implements TrainedPart {
    private static final int MOST_TEXT_TOKENS = 512;

    static TrainedTransformer of(ModelFolder folder, Model model) {
        TrainedFolder result = TrainedFolder.of(folder, "transformer");
        return new TrainedTransformer(folder, result, model, Parameters.copyOf(folder.transformer()));
    }

    @Override
    public Objective objective(TrainingExamples examples, TrainingOptions options) {
        return objective(model, transformer(parameters), parameters, examples, options);
    }

    @Override
    public Function<Lesson, Picture> sampler(Parameters average, Operators ops) {
        return sampler(model.withTransformer(transformer(average)), ops);
    }

    @Override
    public Path write(Path run, Parameters average, Operators ops) {
        return result.write(run, folder.transformer(), average);
    }

    private FluxTransformer transformer(Parameters weights) {
        return new FluxTransformer(model.transformer().params(), weights);
    }

    /** Returns the objective of a transformer, some parameters of which are trained, beside the other parts of a model. */
    static Objective objective(
            Model model,
            FluxTransformer transformer,
            Parameters parameters,
            TrainingExamples examples,
            TrainingOptions options) {
        PromptEncoder prompts = model.prompts();
        int tokens = Math.min(MOST_TEXT_TOKENS, prompts.longestText());
        return new FlowMatchingObjective(
                transformer,
                parameters,
                examples.lessons(),
                model.autoEncoder(),
                (ops, text) -> {
                    PromptEncoder.Prompt prompt = prompts.encode(ops, text, tokens);
                    return new Condition(prompt.txt(), prompt.y());
                },
                options.sampling());
    }

    /** Returns a function that makes the pictures of a model at its default settings. */
    static Function<Lesson, Picture> sampler(Model model, Operators ops) {
        return lesson -> PictureRequest.of(model, ops, lesson.prompt(), lesson.input())
                .size(lesson.target().size())
                .build()
                .run();
    }
}
