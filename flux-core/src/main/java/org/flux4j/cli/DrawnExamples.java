package org.flux4j.cli;

import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.picture.Picture;
import org.flux4j.train.Lesson;
import org.flux4j.train.world.Curriculum;
import org.flux4j.train.world.Example;
import org.flux4j.train.world.FreePicture;
import org.flux4j.train.world.Kind;
import org.flux4j.train.world.Split;
import org.flux4j.train.world.World;

/**
 * Examples of the drawn world, without end. The samples are held out: they need a combination of colour and figure that no
 * lesson has.
 */
record DrawnExamples(long seed) implements TrainingExamples {
    /** The share of pictures that are freer than the world, in percent. */
    private static final int FREE = 35;

    private Curriculum curriculum() {
        return new Curriculum(new World(seed, Split.TRAINING));
    }

    @Override
    public Lesson.Source lessons() {
        Curriculum curriculum = curriculum();
        return number -> lesson(curriculum.example(number));
    }

    @Override
    public Picture picture(long number) {
        if (number % 100 < FREE) {
            return FreePicture.draw(seed, number);
        }
        Example example = curriculum().example(number);
        return number % 2 == 0 ? example.input().orElseGet(example::target) : example.target();
    }

    @Override
    public List<Lesson> samples() {
        World world = new World(seed, Split.HELD_OUT);
        Kind[] kinds = Kind.values();
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> lesson(world.example(kinds[i % kinds.length], i)))
                .toList();
    }

    private static Lesson lesson(Example example) {
        return new Lesson(example.prompt(), example.input(), example.target());
    }
}
