package org.flux4j.train.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.flux4j.picture.Picture;

/** The scores of pictures that a model made of examples, with a line for each kind. */
public final class Evaluation {
    private static final double PERCENT = 100;

    private final Function<Example, Picture> model;
    private final List<ContactSheet.Group> groups = new ArrayList<>();

    /**
     * Creates an evaluation.
     *
     * @param model makes a picture of an example's input and prompt
     */
    public Evaluation(Function<Example, Picture> model) {
        this.model = model;
    }

    /**
     * The scores of a kind.
     *
     * @param count the number of examples
     * @param success the share of examples that succeeded, in percent
     * @param nearest the share of edits that are nearer to the target than to every alternative, in percent; NaN for captions
     * @param error the mean of {@link EditScore#error}; NaN for captions
     * @param preservation the mean of {@link EditScore#preservation}, in dB; NaN for captions
     */
    public record Row(Kind kind, int count, double success, double nearest, double error, double preservation) {
        /** The head of the lines. */
        public static final String HEAD = "kind        examples  success  nearest  error  preservation";

        @Override
        public String toString() {
            String start = String.format(Locale.ROOT, "%-12s%8d  %6.0f%%", kind.word(), count, success);
            return kind == Kind.CAPTION
                    ? start
                    : start + String.format(Locale.ROOT, "  %6.0f%%  %5.1f  %9.1f dB", nearest, error, preservation);
        }
    }

    /** Makes and scores the pictures of examples, of which there is at least one, all of one kind. */
    public Row score(List<? extends Example> examples) {
        Kind kind = examples.getFirst().kind();
        List<EditScore> edits = new ArrayList<>();
        int successes = 0;
        for (Example example : examples) {
            Picture output = model.apply(example);
            groups.add(ContactSheet.group(example, output));
            boolean success = switch (example) {
                case Edit edit -> {
                    edits.add(EditScore.of(edit, output));
                    yield edits.getLast().isSuccess();
                }
                case Caption caption -> CaptionScore.of(caption, output).isSuccess();
            };
            successes += success ? 1 : 0;
        }
        return new Row(
                kind,
                examples.size(),
                PERCENT * successes / examples.size(),
                PERCENT * edits.stream().filter(EditScore::nearest).count() / edits.size(),
                edits.stream().mapToDouble(EditScore::error).average().orElse(Double.NaN),
                edits.stream().mapToDouble(EditScore::preservation).average().orElse(Double.NaN));
    }

    /** Returns what has been scored so far: input, output and target of each example, above the prompt. */
    public List<ContactSheet.Group> groups() {
        return List.copyOf(groups);
    }
}
