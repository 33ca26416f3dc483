package org.flux4j.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.io.Json;

/** The fields of a JSON object that tells the sizes of a model; {@code where} names it in messages. */
record Config(String where, JsonNode json) {
    /** Larger than any size of any model, and small enough that sums of a few stay within an int. */
    static final int LARGEST_SIZE = 1 << 24;

    /** A field that may be missing or null. */
    boolean has(String name) {
        return json.hasNonNull(name);
    }

    /** A size: a whole number of at least 1. */
    int size(String name) {
        return whole(name, get(name), 1);
    }

    /** A size that may be missing. */
    int size(String name, int absent) {
        return has(name) ? size(name) : absent;
    }

    /** A number of things of which there may be none. */
    int count(String name) {
        return whole(name, get(name), 0);
    }

    /** The product of two sizes, itself a size. */
    int product(String a, String b) {
        long product = (long) size(a) * size(b);
        if (product > LARGEST_SIZE) {
            throw new BadInputException(
                    where + ": " + a + " · " + b + " is " + product + ", more than " + LARGEST_SIZE);
        }
        return (int) product;
    }

    double number(String name) {
        JsonNode value = get(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw unfit(name, "a number", value);
        }
        return value.doubleValue();
    }

    /** A number that may be missing. */
    double number(String name, double absent) {
        return has(name) ? number(name) : absent;
    }

    boolean flag(String name) {
        JsonNode value = get(name);
        if (!value.isBoolean()) {
            throw unfit(name, "true or false", value);
        }
        return value.booleanValue();
    }

    String text(String name) {
        JsonNode value = get(name);
        if (!value.isTextual()) {
            throw unfit(name, "a text", value);
        }
        return value.textValue();
    }

    /** A list of sizes, of at least one. */
    List<Integer> sizes(String name) {
        JsonNode values = get(name);
        if (!values.isArray() || values.isEmpty()) {
            throw unfit(name, "a list of whole numbers", values);
        }
        List<Integer> sizes = new ArrayList<>();
        values.forEach(value -> sizes.add(whole(name, value, 1)));
        return List.copyOf(sizes);
    }

    /** Says that the value of a field cannot be used. */
    BadInputException unfit(String name, String expected) {
        return unfit(name, expected, get(name));
    }

    private JsonNode get(String name) {
        if (!has(name)) {
            throw new BadInputException(where + ": no field " + name);
        }
        return json.get(name);
    }

    private int whole(String name, JsonNode value, int least) {
        int whole = Json.integer(value).orElse(-1);
        if (whole < least || whole > LARGEST_SIZE) {
            throw unfit(name, "a whole number from " + least + " to " + LARGEST_SIZE, value);
        }
        return whole;
    }

    private BadInputException unfit(String name, String expected, JsonNode found) {
        return new BadInputException(where + ": " + name + ": expected " + expected + ", found " + found);
    }
}
