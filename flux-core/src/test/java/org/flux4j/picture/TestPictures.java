package org.flux4j.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** The files that testdata/python/picture_fixtures.py wrote, and random pictures. */
final class TestPictures {
    private TestPictures() {}

    static Path file(String name) {
        try {
            URI uri = TestPictures.class.getResource(name).toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String name) {
        try (InputStream in = TestPictures.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8).lines().toList();
    }

    static Picture random(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(31L * width + height).nextBytes(rgb);
        return new Picture(width, height, rgb);
    }
}
