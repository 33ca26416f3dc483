package org.flux4j.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.pipeline.Loras;
import org.flux4j.sampling.Noise;
import org.flux4j.sampling.Seed;

/**
 * The attributes of a golden case: the arguments of its operator other than tensors. Every method throws
 * {@link BadInputException} if the attribute is missing or of another type.
 *
 * @param json the attributes, a JSON object
 * @param folder the folder of the case file, to which paths are relative
 */
record Attrs(JsonNode json, Path folder) {
    /** Returns a boolean, or {@code false} if there is no such attribute. */
    boolean flag(String name) {
        JsonNode value = json.path(name);
        if (!value.isBoolean() && !value.isMissingNode()) {
            throw unexpected(name, "true or false", value);
        }
        return value.booleanValue();
    }

    /** Returns an int. */
    int integer(String name) {
        return integer(name, get(name));
    }

    /** Returns a seed. */
    Seed seed(String name) {
        JsonNode value = get(name);
        if (!value.isIntegralNumber()) {
            throw unexpected(name, "a whole number", value);
        }
        return Seed.of(value.bigIntegerValue());
    }

    /** Returns a number. */
    double number(String name) {
        return number(name, get(name));
    }

    /** Returns a string. */
    String text(String name) {
        JsonNode value = get(name);
        if (!value.isTextual()) {
            throw unexpected(name, "a string", value);
        }
        return value.textValue();
    }

    /** Returns a list of ints. */
    int[] integers(String name) {
        JsonNode list = list(name);
        return IntStream.range(0, list.size())
                .map(i -> integer(name, list.get(i)))
                .toArray();
    }

    /** Returns a list of numbers. */
    double[] numbers(String name) {
        JsonNode list = list(name);
        return IntStream.range(0, list.size())
                .mapToDouble(i -> number(name, list.get(i)))
                .toArray();
    }

    /** Returns a type in which noise can be drawn, given by its name in PyTorch. */
    Noise noise(String name) {
        return Noise.ofTorchName(text(name)).orElseThrow(() -> unexpected(name, "float32 or bfloat16", get(name)));
    }

    /** Returns a path, resolved against the folder of the case file. */
    Path path(String name) {
        return path(name, text(name));
    }

    /** Returns a list of LoRAs, each a list of its file and its strength; an empty one if there is no such attribute. */
    List<Loras.Use> loras(String name) {
        List<Loras.Use> uses = new ArrayList<>();
        for (JsonNode use : json.has(name) ? list(name) : List.<JsonNode>of()) {
            if (use.size() != 2 || !use.path(0).isTextual()) {
                throw unexpected(name, "lists of a file and a strength", use);
            }
            uses.add(new Loras.Use(path(name, use.get(0).textValue()), (float) number(name, use.get(1))));
        }
        return uses;
    }

    private Path path(String name, String text) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw unexpected(name, "a path", get(name));
        }
    }

    /** Returns a path, resolved against the folder of the case file; {@code null} if there is no such attribute. */
    Path pathOrNull(String name) {
        return json.has(name) ? path(name) : null;
    }

    private JsonNode get(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            throw new BadInputException("attrs: no " + name);
        }
        return value;
    }

    private JsonNode list(String name) {
        JsonNode value = get(name);
        if (!value.isArray()) {
            throw unexpected(name, "a list", value);
        }
        return value;
    }

    private static int integer(String name, JsonNode value) {
        if (!value.isIntegralNumber()) {
            throw unexpected(name, "a whole number", value);
        }
        if (!value.canConvertToInt() || Math.abs((long) value.intValue()) > Limits.SIZE) {
            throw unexpected(name, "a whole number of at most " + Limits.SIZE, value);
        }
        return value.intValue();
    }

    private static double number(String name, JsonNode value) {
        if (!value.isNumber()) {
            throw unexpected(name, "a number", value);
        }
        if (!Float.isFinite(value.floatValue())) {
            throw unexpected(name, "a number that float32 can hold", value);
        }
        return value.doubleValue();
    }

    private static BadInputException unexpected(String name, String expected, JsonNode found) {
        return new BadInputException("attrs: " + name + ": expected " + expected + ", found " + found);
    }
}
