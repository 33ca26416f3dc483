package org.flux4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Edits that take little time. */
final class SmallEdit {
    static final Path TESTDATA = Path.of("..", "testdata").toAbsolutePath().normalize();
    static final Path IMAGE = TESTDATA.resolve("pictures").resolve("fruit.png");
    static final List<Object> OPTIONS = List.of(
            "--model",
            TESTDATA.resolve("tiny-random"),
            "--steps",
            1,
            "--text-tokens",
            8,
            "--width",
            32,
            "--height",
            32);

    private SmallEdit() {}

    /** Runs {@code flux edit} with these arguments, of which those after {@code --} stay at the end. */
    static CommandRun run(Object... args) {
        List<Object> all = new ArrayList<>(List.of("edit"));
        all.addAll(OPTIONS);
        all.addAll(List.of(args));
        return CommandRun.of(all.toArray());
    }
}
