package org.flux4j.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.flux4j.BadInputException;
import org.flux4j.io.Json;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.StoredTensor;
import org.flux4j.io.Weights;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A golden case: a numeric check in the format {@code flux-golden/1}. Its tensors are named by role: {@code in.NAME},
 * {@code w.NAME} and {@code out.NAME}. Its metadata gives the operator ({@code op}) and its attributes ({@code attrs}),
 * the tolerance ({@code atol}, {@code rtol}), and what the expected outputs were computed by ({@code source}).
 *
 * @param name the name of the case in reports
 * @param source the file that holds the case, for messages
 * @param op the name of the operator
 * @param attrs the attributes
 * @param tolerance the tolerance of every output
 * @param inputs the tensors {@code in.NAME}
 * @param weights the tensors {@code w.NAME}, by NAME
 * @param expected the tensors {@code out.NAME}, by NAME; at least one
 */
record GoldenCase(
        String name,
        String source,
        String op,
        Attrs attrs,
        Tolerance tolerance,
        Inputs inputs,
        Weights weights,
        Map<String, StoredTensor> expected) {
    private static final String FORMAT = "flux-golden/1";
    private static final Set<String> ROLES = Set.of("in", "w", "out");
    private static final Pattern DECIMAL = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /**
     * Reads a case.
     *
     * @throws BadInputException if the file does not conform to the format
     */
    static GoldenCase read(CaseFile file) {
        SafeTensors content = file.content().get();
        return new Reader(content).read(file);
    }

    /** Returns {@code true} if the expected outputs are gradients. */
    boolean backward() {
        return attrs.flag("backward");
    }

    /** Returns {@code true} if there is an input of the given name. */
    boolean has(String name) {
        return inputs.has(name);
    }

    /**
     * Returns an input, which is the same tensor every time.
     *
     * @param axes the names of its axes, whose number is checked; none if it may have any shape
     * @throws BadInputException if there is no such input, or it has another number of axes
     */
    Tensor in(String name, String... axes) {
        Shape shape = stored(name).shape();
        if (axes.length > 0 && axes.length != shape.rank()) {
            throw new BadInputException(
                    "tensor in." + name + ": expected shape [" + String.join(", ", axes) + "], found " + shape);
        }
        return inputs.tensor(name);
    }

    /**
     * Returns an input that is a single number, as a tensor [1].
     *
     * @throws BadInputException if there is no such input, or it has another number of elements
     */
    Tensor scalar(String name) {
        Tensor tensor = in(name);
        if (tensor.shape().count() != 1) {
            throw new BadInputException("tensor in." + name + ": expected shape [1], found " + tensor.shape());
        }
        return tensor.reshape(1);
    }

    /**
     * Returns an input that is a single number.
     *
     * @throws BadInputException if there is no such input, or it has another number of elements
     */
    float number(String name) {
        return scalar(name).data()[0];
    }

    /**
     * Returns an input that consists of token ids.
     *
     * @throws BadInputException if there is no such input, or it has other elements
     */
    int[] ids(String name) {
        long[] ids = stored(name).longs();
        for (long id : ids) {
            if (id < 0 || id > Integer.MAX_VALUE) {
                throw new BadInputException("tensor in." + name + ": expected token ids, found " + id);
            }
        }
        return LongStream.of(ids).mapToInt(id -> (int) id).toArray();
    }

    /**
     * Returns an input as stored.
     *
     * @throws BadInputException if there is no such input
     */
    StoredTensor stored(String name) {
        return inputs.stored(name);
    }

    /**
     * Returns a weight.
     *
     * @throws BadInputException if there is no such weight
     */
    Weight weight(String name) {
        Weight weight = weightOrNull(name);
        if (weight == null) {
            throw new BadInputException("no tensor w." + name);
        }
        return weight;
    }

    /** Returns a weight, or {@code null} if there is no such weight. */
    Weight weightOrNull(String name) {
        return weights.find(name);
    }

    /** Reads the fields of the format from a file. */
    private record Reader(SafeTensors content) {
        GoldenCase read(CaseFile file) {
            String format = metadata("format");
            if (!format.equals(FORMAT)) {
                throw bad("metadata: format: expected " + FORMAT + ", found " + format);
            }
            metadata("source");
            Map<String, StoredTensor> expected = role("out");
            if (expected.isEmpty()) {
                throw bad("no expected output: no tensor out.NAME");
            }
            checkRoles();
            return new GoldenCase(
                    file.name(),
                    file.source(),
                    metadata("op"),
                    new Attrs(attrs(), file.folder()),
                    new Tolerance(tolerance("atol"), tolerance("rtol")),
                    new Inputs(role("in")),
                    content.weights().in("w"),
                    expected);
        }

        private String metadata(String key) {
            String value = content.metadata().get(key);
            if (value == null || value.isBlank()) {
                throw bad("metadata: no " + key);
            }
            return value;
        }

        private JsonNode attrs() {
            JsonNode attrs = Json.parse(content.source() + ": metadata: attrs", metadata("attrs"));
            if (!attrs.isObject()) {
                throw bad("metadata: attrs: expected a JSON object, found " + attrs);
            }
            return attrs;
        }

        private double tolerance(String key) {
            String text = metadata(key);
            double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            if (!Double.isFinite(value)) {
                throw bad("metadata: " + key + ": expected a decimal number from 0, found " + text);
            }
            return value;
        }

        private void checkRoles() {
            for (String name : content.tensors().keySet()) {
                int dot = name.indexOf('.');
                if (dot < 0 || dot == name.length() - 1 || !ROLES.contains(name.substring(0, dot))) {
                    throw bad("tensor " + name + ": expected a name in.NAME, w.NAME or out.NAME");
                }
            }
        }

        private Map<String, StoredTensor> role(String role) {
            Map<String, StoredTensor> tensors = new TreeMap<>();
            content.tensors().forEach((name, tensor) -> {
                if (name.startsWith(role + ".")) {
                    tensors.put(name.substring(role.length() + 1), tensor);
                }
            });
            return tensors;
        }

        private BadInputException bad(String what) {
            return new BadInputException(content.source() + ": " + what);
        }
    }
}
