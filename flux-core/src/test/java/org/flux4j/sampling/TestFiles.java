package org.flux4j.sampling;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that testdata/python/sampling_fixtures.py wrote beside the tests that read them. */
public final class TestFiles {
    private TestFiles() {}

    public static List<String> lines(Class<?> test, String name) {
        try (InputStream in = test.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
