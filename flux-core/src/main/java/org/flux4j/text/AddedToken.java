package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import org.flux4j.BadInputException;

/**
 * A token that is looked for in the text itself, before the model splits what lies between.
 *
 * @param normalized looked for in normalized form in the normalized text, and not as it is in the text as it is
 * @param singleWord only where no letter or digit touches it
 * @param lstrip takes the white space before it along
 * @param rstrip takes the white space after it along
 */
record AddedToken(String content, boolean normalized, boolean singleWord, boolean lstrip, boolean rstrip) {
    /** A special token given by its name alone: found as it is, anywhere. */
    static AddedToken special(String content) {
        return new AddedToken(content, false, false, false, false);
    }

    /** A token in a JSON file: its name, or an object with its name and settings. */
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
