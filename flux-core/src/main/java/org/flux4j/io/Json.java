package org.flux4j.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.flux4j.BadInputException;

/** JSON from outside, read strictly: UTF-8, no key twice, nothing after the value; any fault is one clear line. */
public final class Json {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** The limit on a file: parsing takes up to 40 times its size in memory. */
    private static final long LARGEST = 64 << 20;

    /** How Jackson says where the object began that has no end. */
    private static final Pattern START_MARKER = Pattern.compile(" \\(start marker.*");

    private Json() {}

    /** The value a file holds. */
    public static JsonNode read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new BadInputException(
                        file + ": " + Files.size(file) + " bytes of JSON, more than the limit of " + LARGEST);
            }
            return parse(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw BadInputException.unreadable(file, e);
        }
    }

    /** The object a file holds. */
    public static JsonNode readObject(Path file) {
        JsonNode value = read(file);
        if (!value.isObject()) {
            throw new BadInputException(file + ": expected a JSON object, found " + describe(value));
        }
        return value;
    }

    /** The value in UTF-8 bytes; {@code source} says in messages where they come from. */
    public static JsonNode parse(String source, ByteBuffer utf8) {
        try {
            return parse(
                    source, StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
        } catch (CharacterCodingException e) {
            throw new BadInputException(source + ": not UTF-8", e);
        }
    }

    /** The value in a text; {@code source} says in messages where it comes from. */
    public static JsonNode parse(String source, String text) {
        try {
            JsonNode value = READER.readTree(text);
            if (value.isMissingNode()) {
                throw new BadInputException(source + ": expected JSON, found nothing");
            }
            return value;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            String reason = START_MARKER.matcher(e.getOriginalMessage()).replaceFirst("");
            throw new BadInputException(
                    source + ": not valid JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": "
                            + reason,
                    e);
        }
    }

    /** A value in a message: what kind it is, and the value itself where that is short. */
    static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case MISSING -> "nothing";
            default -> value.toString();
        };
    }
}
