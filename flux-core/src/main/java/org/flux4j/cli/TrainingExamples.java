package org.flux4j.cli;

import java.util.List;
import org.flux4j.picture.Picture;
import org.flux4j.train.Lesson;

/** What a model is trained with. */
interface TrainingExamples {
    /** The most samples: a sheet of four rows. */
    int SAMPLES = 16;

    /** Returns the lessons of a transformer. */
    Lesson.Source lessons();

    /** Returns a picture for an autoencoder. The same number always has the same picture. */
    Picture picture(long number);

    /** Returns the lessons whose pictures show how far the training has come. */
    List<Lesson> samples();
}
