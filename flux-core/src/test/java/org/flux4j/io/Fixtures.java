package org.flux4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files in src/test/resources that testdata/python/io_fixtures.py made. */
final class Fixtures {
    private Fixtures() {}

    static byte[] bytes(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SafeTensors open(String name) {
        return SafeTensors.of(name, MemorySegment.ofArray(bytes(name)));
    }

    static void copy(String name, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.write(to, bytes(name));
    }
}
