package org.flux4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.flux4j.BadInputException;
import org.flux4j.io.Json;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PictureReader;
import org.flux4j.train.Lesson;

/**
 * Examples in a folder, as {@code flux scenes} writes them: {@code scenes.jsonl} has a JSON object on each line, with the
 * {@code prompt} and the names of the pictures {@code input}, which may be missing, and {@code target}.
 */
final class StoredExamples implements TrainingExamples {
    private final List<Lesson> lessons = new ArrayList<>();

    /**
     * Reads a folder.
     *
     * @param granularity what the sizes of all pictures must be multiples of, in pixels
     * @throws BadInputException if an example is not complete, or cannot be read
     */
    StoredExamples(Path folder, int granularity) {
        Path list = folder.resolve("scenes.jsonl");
        int number = 0;
        for (String line : lines(list)) {
            number++;
            if (!line.isBlank()) {
                JsonNode row = Json.parse(list + ": line " + number, line);
                String prompt = text(row, "prompt", list, number).orElseThrow(missing(list, number, "prompt"));
                Optional<Picture> input = text(row, "input", list, number).map(name -> read(folder, name, granularity));
                Picture target = text(row, "target", list, number)
                        .map(name -> read(folder, name, granularity))
                        .orElseThrow(missing(list, number, "target"));
                lessons.add(new Lesson(prompt, input, target));
            }
        }
        if (lessons.isEmpty()) {
            throw new BadInputException(list + ": expected at least one example, found none");
        }
    }

    @Override
    public Lesson.Source lessons() {
        return new Lesson.Source() {
            @Override
            public Lesson lesson(long number) {
                return lessons.get((int) (number % lessons.size()));
            }

            @Override
            public long count() {
                return lessons.size();
            }
        };
    }

    @Override
    public Picture picture(long number) {
        Lesson lesson = lessons.get((int) (number / 2 % lessons.size()));
        return number % 2 == 0 ? lesson.input().orElseGet(lesson::target) : lesson.target();
    }

    @Override
    public List<Lesson> samples() {
        return lessons.subList(0, Math.min(SAMPLES, lessons.size()));
    }

    private static List<String> lines(Path list) {
        try {
            return Files.readAllLines(list);
        } catch (IOException e) {
            throw BadInputException.unreadable(list, e);
        }
    }

    private static Optional<String> text(JsonNode row, String field, Path list, int line) {
        JsonNode value = row.path(field);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw new BadInputException(list + ": line " + line + ": " + field + ": expected a text, found " + value);
        }
        return Optional.ofNullable(value.textValue());
    }

    private static Supplier<BadInputException> missing(Path list, int line, String field) {
        return () -> new BadInputException(list + ": line " + line + ": no " + field);
    }

    private static Picture read(Path folder, String name, int granularity) {
        Path file = folder.resolve(name);
        Picture picture = PictureReader.read(file);
        if (picture.width() % granularity != 0 || picture.height() % granularity != 0) {
            throw new BadInputException(
                    file + ": expected a size in multiples of " + granularity + " pixels, found " + picture.size());
        }
        return picture;
    }
}
