package org.flux4j.cli;

import java.nio.file.Path;
import java.util.function.Function;
import org.flux4j.op.Operators;
import org.flux4j.picture.Picture;
import org.flux4j.train.Lesson;
import org.flux4j.train.Objective;
import org.flux4j.train.Parameters;

/** The part of a model that is trained. */
interface TrainedPart {
    /** Returns the parameters that training begins with, and changes. */
    Parameters parameters();

    /** Returns the objective of the parameters. */
    Objective objective(TrainingExamples examples, TrainingOptions options);

    /** Returns a function that makes the picture of a lesson, with these parameters in place of the model's own. */
    Function<Lesson, Picture> sampler(Parameters average, Operators ops);

    /** Writes the result of training with these parameters into the folder of the run, and returns its path. */
    Path write(Path run, Parameters average, Operators ops);
}
