package org.flux4j.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.io.Json;

/**
 * The config of a model: a JSON object whose fields are its sizes. Every method throws {@link BadInputException} if a
 * field is missing or invalid.
 *
 * @param where the name of the config, for messages
 */
record Config(String where, JsonNode json) {
    /** Returns {@code true} if there is a field of the given name whose value is not null. */
    boolean has(String name) {
        return json.hasNonNull(name);
    }

    /** Returns a size: a whole number of at least 1. */
    int size(String name) {
        return whole(name, get(name), 1);
    }

    /** Returns a size, or {@code absent} if there is no such field. */
    int size(String name, int absent) {
        return has(name) ? size(name) : absent;
    }

    /** Returns a count: a whole number of at least 0. */
    int count(String name) {
        return whole(name, get(name), 0);
    }

    /** Returns the product of two sizes, which must itself be a valid size. */
    int product(String a, String b) {
        long product = (long) size(a) * size(b);
        if (product > Limits.SIZE) {
            throw new BadInputException(where + ": " + a + " · " + b + " is " + product + ", more than " + Limits.SIZE);
        }
        return (int) product;
    }

    /** Returns a finite number. */
    double number(String name) {
        JsonNode value = get(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw invalid(name, "a number", value);
        }
        return value.doubleValue();
    }

    /** Returns a finite number, or {@code absent} if there is no such field. */
    double number(String name, double absent) {
        return has(name) ? number(name) : absent;
    }

    /** Returns a boolean. */
    boolean flag(String name) {
        JsonNode value = get(name);
        if (!value.isBoolean()) {
            throw invalid(name, "true or false", value);
        }
        return value.booleanValue();
    }

    /** Returns a string. */
    String text(String name) {
        JsonNode value = get(name);
        if (!value.isTextual()) {
            throw invalid(name, "a string", value);
        }
        return value.textValue();
    }

    /** Returns a list of at least one size. */
    List<Integer> sizes(String name) {
        JsonNode values = get(name);
        if (!values.isArray() || values.isEmpty()) {
            throw invalid(name, "a list of whole numbers", values);
        }
        List<Integer> sizes = new ArrayList<>();
        values.forEach(value -> sizes.add(whole(name, value, 1)));
        return List.copyOf(sizes);
    }

    /** Returns the exception for a field with an invalid value. */
    BadInputException invalid(String name, String expected) {
        return invalid(name, expected, get(name));
    }

    private JsonNode get(String name) {
        if (!has(name)) {
            throw new BadInputException(where + ": no field " + name);
        }
        return json.get(name);
    }

    private int whole(String name, JsonNode value, int least) {
        int whole = Json.integer(value).orElse(-1);
        if (whole < least || whole > Limits.SIZE) {
            throw invalid(name, "a whole number from " + least + " to " + Limits.SIZE, value);
        }
        return whole;
    }

    private BadInputException invalid(String name, String expected, JsonNode found) {
        return new BadInputException(where + ": " + name + ": expected " + expected + ", found " + found);
    }
}
