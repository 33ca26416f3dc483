package org.flux4j.picture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.flux4j.BadInputException;

/**
 * Reads and writes the texts of PNG files, each of which has a keyword. The chunks tEXt and zTXt hold Latin-1, iTXt
 * holds UTF-8; zTXt is always compressed, iTXt optionally.
 *
 * <p>Source: Portable Network Graphics (PNG) Specification (Third Edition), section 11.3.3.
 */
public final class PngText {
    private static final String LATIN = "tEXt";
    private static final String COMPRESSED = "zTXt";
    private static final String INTERNATIONAL = "iTXt";

    /** The largest total size of the inflated texts of a file. */
    private static final int MAX_INFLATED = 16 << 20;

    private final Map<String, String> texts = new LinkedHashMap<>();
    private int inflated;

    private PngText() {}

    /**
     * Returns the texts of a file by keyword, in the order of the file. A damaged text is read as far as possible.
     *
     * @throws BadInputException if the file cannot be read, is not a PNG file, or has texts that inflate to over 16 MiB
     */
    public static Map<String, String> read(Path file) {
        byte[] bytes = PictureFile.bytes(file);
        if (!PngChunk.hasSignature(bytes)) {
            throw new BadInputException(file + ": not a PNG file");
        }
        try {
            return of(PngChunk.all(bytes));
        } catch (RefusedPictureException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns the texts in the given chunks by keyword.
     *
     * @throws RefusedPictureException if they inflate to over 16 MiB
     */
    static Map<String, String> of(List<PngChunk> chunks) throws RefusedPictureException {
        PngText found = new PngText();
        for (PngChunk chunk : chunks) {
            found.add(chunk.type(), chunk.data());
        }
        return found.texts;
    }

    private void add(String type, byte[] data) throws RefusedPictureException {
        int end = indexOfZero(data, 0);
        String keyword = new String(data, 0, end, StandardCharsets.ISO_8859_1);
        if (type.equals(LATIN)) {
            texts.put(keyword, new String(from(data, end + 1), StandardCharsets.ISO_8859_1));
        } else if (type.equals(COMPRESSED)) {
            byte[] text = inflate(from(data, end + 2)); // skip the compression method; there is only one
            texts.put(keyword, new String(text, StandardCharsets.ISO_8859_1));
        } else if (type.equals(INTERNATIONAL) && end + 1 < data.length) {
            boolean compressed = data[end + 1] != 0;
            int language = indexOfZero(data, end + 3);
            int translated = indexOfZero(data, language + 1);
            byte[] text = from(data, translated + 1);
            texts.put(keyword, new String(compressed ? inflate(text) : text, StandardCharsets.UTF_8));
        }
    }

    /** Returns an inflated text, up to the first damage. */
    private byte[] inflate(byte[] compressed) throws RefusedPictureException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            byte[] buffer = new byte[8192];
            for (int count = 0; count >= 0 && inflated <= MAX_INFLATED; count = in.read(buffer)) {
                text.write(buffer, 0, count);
                inflated += count;
            }
        } catch (IOException e) {
            return text.toByteArray();
        }
        if (inflated > MAX_INFLATED) {
            throw new RefusedPictureException("its texts inflate to more than " + MAX_INFLATED + " bytes");
        }
        return text.toByteArray();
    }

    /** Returns a chunk with the given text: tEXt if it can be encoded in Latin-1, iTXt otherwise. */
    static PngChunk chunk(String keyword, String text) {
        boolean keywordIsValid = keyword.matches("[!-~]([ -~]{0,77}[!-~])?");
        if (!keywordIsValid) {
            throw new IllegalArgumentException("a PNG keyword has 1 to 79 ASCII characters, found " + keyword);
        }
        boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text) && text.indexOf(0) < 0;
        return latin
                ? new PngChunk(LATIN, (keyword + "\0" + text).getBytes(StandardCharsets.ISO_8859_1))
                // not compressed, method 0, no language, no translated keyword
                : new PngChunk(INTERNATIONAL, (keyword + "\0\0\0\0\0" + text).getBytes(StandardCharsets.UTF_8));
    }

    private static int indexOfZero(byte[] data, int from) {
        int index = Math.min(from, data.length);
        while (index < data.length && data[index] != 0) {
            index++;
        }
        return index;
    }

    private static byte[] from(byte[] data, int start) {
        return Arrays.copyOfRange(data, Math.min(start, data.length), data.length);
    }
}
