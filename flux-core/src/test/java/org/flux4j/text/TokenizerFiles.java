package org.flux4j.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tokenizers in testdata, and folders with some of their files. */
final class TokenizerFiles {
    private static final Path TESTDATA = Path.of("..", "testdata");

    static final Path CLIP = TESTDATA.resolve("tiny-random/tokenizer");
    static final Path CLIP_MERGES = TESTDATA.resolve("tokenizers/clip-merges-only");
    static final Path T5 = TESTDATA.resolve("tiny-random/tokenizer_2");
    static final Path T5_SPIECE = TESTDATA.resolve("tokenizers/t5-spiece-only");

    private TokenizerFiles() {}

    /** Copies files into a folder. */
    static Path copy(Path from, Path to, String... names) {
        try {
            for (String name : names) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path folder, String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
