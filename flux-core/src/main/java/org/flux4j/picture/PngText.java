package org.flux4j.picture;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flux4j.BadInputException;

/**
 * The texts a PNG file carries under their keywords: tEXt chunks hold Latin-1, iTXt chunks UTF-8. Compressed ones are
 * passed over.
 *
 * <p>Source: Portable Network Graphics (PNG) Specification (Third Edition), section 11.3.3.
 */
public final class PngText {
    private static final String LATIN = "tEXt";
    private static final String INTERNATIONAL = "iTXt";

    private PngText() {}

    /**
     * The texts of a file, in its order; empty when there are none.
     *
     * @throws BadInputException when it is no PNG file
     */
    public static Map<String, String> read(Path file) {
        byte[] bytes = PictureFile.bytes(file);
        if (!PngChunk.startsPng(bytes)) {
            throw new BadInputException(file + ": not a PNG file");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (PngChunk chunk : PngChunk.all(bytes)) {
            byte[] data = chunk.data();
            int keyword = indexOfZero(data, 0);
            if (chunk.type().equals(LATIN)) {
                texts.put(text(data, 0, keyword), text(data, keyword + 1, data.length));
            } else if (chunk.type().equals(INTERNATIONAL) && keyword + 1 < data.length && data[keyword + 1] == 0) {
                int language = indexOfZero(data, keyword + 3);
                int translated = indexOfZero(data, language + 1);
                texts.put(text(data, 0, keyword), text(data, translated + 1, data.length, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /** The chunk that holds a text: tEXt if Latin-1 can, iTXt otherwise. */
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

    private static String text(byte[] data, int from, int to) {
        return text(data, from, to, StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] data, int from, int to, Charset charset) {
        int start = Math.min(from, to);
        return new String(data, start, to - start, charset);
    }
}
