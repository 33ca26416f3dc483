package org.flux4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.io.ModelFolder;
import org.flux4j.op.Operators;
import org.flux4j.picture.Lanczos;
import org.flux4j.picture.Picture;
import org.flux4j.pipeline.Backend;
import org.flux4j.pipeline.Model;
import org.flux4j.train.AdamW;
import org.flux4j.train.Initialiser;
import org.flux4j.train.Lesson;
import org.flux4j.train.MovingAverage;
import org.flux4j.train.Objective;
import org.flux4j.train.Trainer;
import org.flux4j.train.TrainingState;
import org.flux4j.train.WorkerPool;
import org.flux4j.train.world.ContactSheet;
import org.flux4j.train.world.Scene;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code flux train}, which trains a part of a small model, or a low-rank update of it. */
@Command(
        name = "train",
        description =
                "Train a part of a small model on scenes that are drawn, or on your own pictures. The same command"
                        + " goes on with a run that was interrupted.")
final class TrainCommand implements Runnable {
    private static final MovingAverage AVERAGING = new MovingAverage(0.9996);

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "The folder of the run, a new one: checkpoint.safetensors, loss.png, loss.csv, samples.png,"
                    + " and the result.")
    private Path output;

    @Option(
            names = "--examples",
            paramLabel = "FOLDER",
            description = "Train with the examples in a folder as 'flux scenes -o' writes it: scenes.jsonl and its"
                    + " pictures (default: scenes drawn without end).")
    private Path examplesFolder;

    @Option(
            names = "--save-every",
            paramLabel = "N",
            description = "Number of steps between checkpoints (default: 100).")
    private int saveEvery = 100;

    @Mixin
    private TrainingOptions options;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private BackendOptions backendOptions;

    private PrintWriter err;
    private RunFolder run;
    private TrainedPart part;
    private Map<String, String> settings;
    private TrainingExamples examples;

    @Override
    public void run() {
        err = spec.commandLine().getErr();
        options.check();
        Limits.check("steps between checkpoints", saveEvery, Limits.TRAINING_STEPS);
        ModelFolder folder = modelOptions.openFolder();
        Model model = Model.open(folder);
        examples = examplesFolder == null
                ? new DrawnExamples(options.seed())
                : new StoredExamples(examplesFolder, model.pixelsPerToken());
        part = part(folder, model);
        settings = options.fixed(folder.path(), examplesFolder);
        Backend backend = backendOptions.backend();
        try (RunFolder opened = RunFolder.open(output);
                WorkerPool workers = new WorkerPool(backend.threads(), backend.withThreads(1)::open);
                Operators ops = backend.open()) {
            checkGradients(ops, backend);
            run = opened;
            train(workers, ops);
        }
    }

    private TrainedPart part(ModelFolder folder, Model model) {
        return switch (options.part()) {
            case VAE -> new TrainedAutoEncoder(folder, model, examples);
            case TRANSFORMER ->
                options.lora() == null
                        ? TrainedTransformer.of(folder, model)
                        : new TrainedLora(folder, model, options.lora());
        };
    }

    private void train(WorkerPool workers, Operators ops) {
        TrainingState state = begin();
        TrainingProgress progress = new TrainingProgress(err, options.steps(), options.batch(), state.step());
        Objective objective = part.objective(examples, options);
        new Trainer(objective, options.rate(), AdamW.DEFAULT, AVERAGING, state, workers).run(after -> {
            progress.stepped(after.losses());
            if (after.step() % saveEvery == 0 || after.step() == options.steps()) {
                save(after, ops);
            }
        });
        Path result = part.write(run.path(), state.average(), ops);
        spec.commandLine().getOut().println("wrote " + result);
    }

    private TrainingState begin() {
        TrainingState state;
        if (run.hasCheckpoint()) {
            state = new TrainingState(part.parameters());
            run.checkpoint().load(state, settings);
            err.println("going on after step " + state.step() + " of " + run.path());
        } else {
            if (options.begins()) {
                Initialiser.initialise(part.parameters(), options.seed());
            }
            state = new TrainingState(part.parameters());
            run.checkpoint().save(state, settings);
        }
        err.printf(Locale.ROOT, "training %,d parameters%n", state.parameters().count());
        err.flush();
        return state;
    }

    private void save(TrainingState state, Operators ops) {
        run.checkpoint().save(state, settings);
        run.writeLosses(state.losses());
        Function<Lesson, Picture> sampler = part.sampler(state.average(), ops);
        List<ContactSheet.Group> groups = new ArrayList<>();
        for (Lesson lesson : examples.samples()) {
            List<Picture> pictures = new ArrayList<>();
            lesson.input().ifPresent(input -> pictures.add(small(input)));
            pictures.add(small(sampler.apply(lesson)));
            pictures.add(small(lesson.target()));
            groups.add(new ContactSheet.Group(pictures, lesson.prompt()));
        }
        run.writeSamples(ContactSheet.of(groups));
    }

    private static Picture small(Picture picture) {
        return Lanczos.resize(picture, Scene.SIDE, Scene.SIDE);
    }

    private static void checkGradients(Operators ops, Backend backend) {
        try {
            ops.gradients();
        } catch (UnsupportedOperationException e) {
            throw new BadInputException("backend " + backend.name() + ": cannot train: it computes no gradients", e);
        }
    }
}
