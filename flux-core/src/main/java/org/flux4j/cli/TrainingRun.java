package org.flux4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.flux4j.op.Operators;
import org.flux4j.picture.Lanczos;
import org.flux4j.picture.Picture;
import org.flux4j.train.AdamW;
import org.flux4j.train.Initialiser;
import org.flux4j.train.Lesson;
import org.flux4j.train.MovingAverage;
import org.flux4j.train.Trainer;
import org.flux4j.train.TrainingState;
import org.flux4j.train.WorkerPool;
import org.flux4j.train.world.ContactSheet;
import org.flux4j.train.world.Scene;

/**
 * A run of {@code train}: begins, or goes on from a checkpoint, and writes checkpoints, losses and samples on the way.
 *
 * @param settings those that a run cannot change when it goes on
 * @param err receives the progress
 */
record TrainingRun(
        TrainedPart part,
        TrainingExamples examples,
        TrainingOptions options,
        RunFolder folder,
        Map<String, String> settings,
        PrintWriter err) {
    private static final MovingAverage AVERAGING = new MovingAverage(0.9996);

    /**
     * Trains until all steps are done, writes the result and returns its path.
     *
     * @param ops the operators that make the samples
     */
    Path run(WorkerPool workers, Operators ops) {
        TrainingState state = begin();
        TrainingProgress progress = new TrainingProgress(err, options.steps(), options.batch(), state.step());
        Trainer trainer = new Trainer(
                part.objective(examples, options), options.rate(), AdamW.DEFAULT, AVERAGING, state, workers);
        trainer.run(after -> {
            progress.stepped(after.losses());
            boolean last = after.step() == options.steps();
            if (!last && after.step() % options.saveEvery() == 0) {
                save(after);
            }
            if (!last && after.step() % options.sheetEvery() == 0) {
                writeSamples(after, ops);
            }
        });
        save(state);
        writeSamples(state, ops);
        return part.write(folder.path(), state.average(), ops);
    }

    private TrainingState begin() {
        boolean goesOn = folder.hasCheckpoint();
        if (!goesOn && options.begins()) {
            Initialiser.initialise(part.parameters(), options.seed());
        }
        TrainingState state = new TrainingState(part.parameters());
        if (goesOn) {
            folder.checkpoint().load(state, settings);
            err.println("going on after step " + state.step() + " of " + folder.path());
        } else {
            folder.checkpoint().save(state, settings);
        }
        err.printf(Locale.ROOT, "training %,d parameters%n", state.parameters().count());
        err.flush();
        return state;
    }

    private void save(TrainingState state) {
        folder.checkpoint().save(state, settings);
        folder.writeLosses(state.losses());
    }

    private void writeSamples(TrainingState state, Operators ops) {
        Function<Lesson, Picture> sampler = part.sampler(state.average(), ops);
        List<ContactSheet.Group> groups = new ArrayList<>();
        for (Lesson lesson : examples.samples()) {
            List<Picture> pictures = new ArrayList<>();
            lesson.input().ifPresent(input -> pictures.add(small(input)));
            pictures.add(small(sampler.apply(lesson)));
            pictures.add(small(lesson.target()));
            groups.add(new ContactSheet.Group(pictures, lesson.prompt()));
        }
        folder.writeSamples(ContactSheet.of(groups));
    }

    private static Picture small(Picture picture) {
        return Lanczos.resize(picture, Scene.SIDE, Scene.SIDE);
    }
}
