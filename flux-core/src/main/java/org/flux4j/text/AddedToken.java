package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import org.flux4j.BadInputException;

/**
 * A token that is found in the text itself, before the model encodes the text between such tokens.
 *
 * @param normalized whether the normalized token is found in the normalized text, instead of the token in the text
 * @param singleWord whether it is found only where no letter or digit is next to it
 * @param lstrip whether it includes the white space before it
 * @param rstrip whether it includes the white space after it
 */
record AddedToken(String content, boolean normalized, boolean singleWord, boolean lstrip, boolean rstrip) {
    /** Returns a special token of the given name, found as it is and anywhere. */
    static AddedToken special(String content) {
        return new AddedToken(content, false, false, false, false);
    }

    /**
     * Returns a token of a JSON file: a name, or an object with a name and settings.
     *
     * @throws BadInputException if it is anything else
     */
    static AddedToken read(String source, JsonNode value) {
        if (value.isTextual()) {
            return special(value.textValue());
        }
        JsonNode content = value.path("content");
        if (!content.isTextual()) {
            throw new BadInputException(source + ": expected a token's name, or an object with its \"content\"");
        }
        return new AddedToken(
                content.textValue(),
                value.path("normalized").booleanValue(),
                value.path("single_word").booleanValue(),
                value.path("lstrip").booleanValue(),
                value.path("rstrip").booleanValue());
    }
}
