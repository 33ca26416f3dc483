package org.flux4j.train;

import java.util.random.RandomGenerator;
import org.flux4j.model.AutoEncoder;

/**
 * The lessons that the samples of a step are drawn from: the latest of a stream that goes on by a few in each step. Each is
 * encoded once, while it is used several times, with other noise. If there are few lessons, all of them are there all the
 * time.
 */
final class LessonWindow {
    /** How long a lesson stays in the window, in steps. */
    private static final int STEPS = 96;

    /** How many samples of a batch there are for each new lesson. */
    private static final int USES = 4;

    private final Lesson.Source source;
    private final AutoEncoder autoEncoder;
    private final Condition.Encoder prompts;
    private final int fresh; // the new lessons of a step
    private final EncodedLesson[] lessons;
    private long next; // the number of the lesson that is encoded next

    /**
     * Creates an empty window.
     *
     * @param batch the number of samples of a step
     */
    LessonWindow(Lesson.Source source, AutoEncoder autoEncoder, Condition.Encoder prompts, int batch) {
        this.source = source;
        this.autoEncoder = autoEncoder;
        this.prompts = prompts;
        fresh = Math.ceilDiv(batch, USES);
        lessons = new EncodedLesson[(int) Math.min((long) STEPS * fresh, source.count())];
    }

    /** Goes on to the window of a step. */
    void prepare(int step, WorkerPool workers) {
        boolean moves = source.count() > lessons.length;
        long first = moves ? (long) step * fresh : 0;
        long from = Math.max(next, first);
        int count = (int) (first + lessons.length - from);
        workers.run(count, (i, ops) -> {
            long number = from + i;
            lessons[slot(number)] = EncodedLesson.of(ops, autoEncoder, prompts, source.lesson(number % source.count()));
        });
        next = from + count;
    }

    /** Returns a lesson of the window, all equally likely. */
    EncodedLesson draw(RandomGenerator random) {
        return lessons[random.nextInt(lessons.length)];
    }

    private int slot(long number) {
        return (int) (number % lessons.length);
    }
}
