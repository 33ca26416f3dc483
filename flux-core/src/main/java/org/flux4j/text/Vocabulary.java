package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.flux4j.BadInputException;
import org.flux4j.io.Json;

/**
 * The ids of tokens.
 *
 * @param size the first free id
 */
record Vocabulary(Map<String, Integer> ids, int size) {
    /**
     * Returns the vocabulary in a JSON object of tokens and ids.
     *
     * @param place the file and the field, for messages
     * @throws BadInputException if it is anything else
     */
    static Vocabulary read(String place, JsonNode object) {
        if (!object.isObject()) {
            throw new BadInputException(place + ": expected an object of tokens and ids");
        }
        Map<String, Integer> ids = HashMap.newHashMap(object.size());
        object.properties()
                .forEach(entry -> ids.put(entry.getKey(), id(place + ": '" + entry.getKey() + "'", entry.getValue())));
        return new Vocabulary(ids, ids.size());
    }

    /**
     * Returns the id in a JSON value.
     *
     * @throws BadInputException if it is no whole number of at least 0
     */
    static int id(String place, JsonNode value) {
        OptionalInt id = Json.integer(value);
        if (id.orElse(-1) < 0) {
            throw new BadInputException(place + ": expected an id, found " + (value.isMissingNode() ? "none" : value));
        }
        return id.getAsInt();
    }

    /** Returns this vocabulary with further tokens. Those that it does not contain get the next free ids. */
    Vocabulary with(Iterable<String> tokens) {
        Map<String, Integer> more = new LinkedHashMap<>(ids);
        int next = size;
        for (String token : tokens) {
            if (more.putIfAbsent(token, next) == null) {
                next++;
            }
        }
        return new Vocabulary(more, next);
    }
}
