package org.flux4j.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.flux4j.BadInputException;

/**
 * Reads JSON strictly: it must be UTF-8, without a repeated key and without anything after the value. As in Python,
 * {@code NaN}, {@code Infinity} and {@code -Infinity} are numbers.
 */
public final class Json {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** What Jackson's messages add: where an unfinished object begins, how a number may be spelled. */
    private static final Pattern ADDITION = Pattern.compile(" \\(start marker.*| \\(or 'NaN'.*?\\)");

    private Json() {}

    /**
     * Returns the value in a file.
     *
     * @throws BadInputException if the file cannot be read or is not valid JSON
     */
    public static JsonNode read(Path file) {
        return parse(file.toString(), InputFile.text(file));
    }

    /**
     * Returns the object in a file.
     *
     * @throws BadInputException if the file cannot be read or holds anything else
     */
    public static JsonNode readObject(Path file) {
        JsonNode value = read(file);
        if (!value.isObject()) {
            throw new BadInputException(file + ": expected a JSON object, found " + describe(value));
        }
        return value;
    }

    /**
     * Returns the value in UTF-8 bytes.
     *
     * @param source where the bytes come from, for messages
     * @throws BadInputException if they are not valid JSON
     */
    public static JsonNode parse(String source, ByteBuffer utf8) {
        try {
            return parse(
                    source, StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
        } catch (CharacterCodingException e) {
            throw new BadInputException(source + ": not UTF-8", e);
        }
    }

    /**
     * Returns the value in a text.
     *
     * @param source where the text comes from, for messages
     * @throws BadInputException if it is not valid JSON
     */
    public static JsonNode parse(String source, String text) {
        try {
            JsonNode value = READER.readTree(text);
            if (value.isMissingNode()) {
                throw new BadInputException(source + ": expected JSON, found nothing");
            }
            return value;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            String reason = ADDITION.matcher(e.getOriginalMessage()).replaceAll("");
            throw new BadInputException(
                    source + ": not valid JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": "
                            + reason,
                    e);
        }
    }

    /** Returns the value of a whole number, which may be written as a fraction ({@code 3.0}); empty for anything else. */
    public static OptionalInt integer(JsonNode value) {
        boolean whole = value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt();
        return whole ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }

    /** Returns a value as messages show it: its kind, or the value itself where it is short. */
    static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case MISSING -> "nothing";
            default -> value.toString();
        };
    }
}
