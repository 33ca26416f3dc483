package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.flux4j.io.Json;

/** Fields of a configuration that may be missing. */
final class OptionalFields {
    private OptionalFields() {}

    /** Asserts that a configuration reads the same without a field, and with null in it, as with its default. */
    static void assertOptional(String field, String json, Function<JsonNode, ?> config) {
        ObjectNode fields = (ObjectNode) Json.parse("test", json);
        Object expected = config.apply(fields.deepCopy());
        assertThat(config.apply(fields.deepCopy().putNull(field))).isEqualTo(expected);
        fields.remove(field);
        assertThat(config.apply(fields)).isEqualTo(expected);
    }
}
