package org.flux4j.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The PNG format, decoded by the JDK. The decoder receives only the header, the palette and the pixels, because it
 * refuses many damaged or misplaced chunks that do not affect the pixels.
 *
 * <p>Source: Portable Network Graphics (PNG) Specification (Third Edition), sections 5 and 11; for the orientation
 * Pillow 12.3 {@code PngImagePlugin} and {@code Image.getexif}.
 */
final class PngFormat implements PictureFormat {
    @Override
    public String name() {
        return "PNG";
    }

    @Override
    public boolean matches(byte[] file) {
        return PngChunk.hasSignature(file);
    }

    @Override
    public Picture read(byte[] file) throws IOException {
        List<PngChunk> chunks = PngChunk.all(file);
        Decoder decoder = reader -> {
            PixelLimit.check(reader.getWidth(0), reader.getHeight(0), file);
            return RgbConverter.convert(reader.read(0));
        };
        return metadata(chunks).orientation().apply(decoder.decodeWithJdk("png", minimalFile(chunks)));
    }

    /** Returns a file with only the chunks that determine the pixels, which are in a single IDAT. */
    private static byte[] minimalFile(List<PngChunk> chunks) throws IOException {
        PngChunk header = null;
        PngChunk palette = null;
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        for (PngChunk chunk : chunks) {
            switch (chunk.type()) {
                case "IHDR" -> header = header == null ? chunk : header;
                case "PLTE" -> palette = pixels.size() == 0 ? chunk : palette;
                case "IDAT" -> pixels.write(chunk.data());
                default -> {}
            }
        }
        return PngChunk.file(Stream.of(header, palette, new PngChunk("IDAT", pixels.toByteArray()))
                .filter(Objects::nonNull)
                .toList());
    }

    private static Metadata metadata(List<PngChunk> chunks) {
        Map<String, String> texts = texts(chunks);
        byte[] exif = chunks.stream()
                .filter(chunk -> chunk.type().equals("eXIf"))
                .map(PngChunk::data)
                .reduce((earlier, later) -> later)
                .orElseGet(() -> exif(texts));
        return new Metadata(exif, texts.getOrDefault("XML:com.adobe.xmp", ""));
    }

    private static Map<String, String> texts(List<PngChunk> chunks) {
        try {
            return PngText.of(chunks);
        } catch (RefusedPictureException e) {
            return Map.of(); // if the texts are too large, the picture is still good
        }
    }

    private static byte[] exif(Map<String, String> texts) {
        String plain = texts.get("exif");
        return plain == null
                ? profile(texts.getOrDefault("Raw profile type exif", ""))
                : plain.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the bytes of a text written by ImageMagick: an empty line, a name, a length, and hexadecimal digits. */
    private static byte[] profile(String text) {
        String[] lines = text.split("\n", 4);
        try {
            return HexFormat.of().parseHex(lines.length < 4 ? "" : lines[3].replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
