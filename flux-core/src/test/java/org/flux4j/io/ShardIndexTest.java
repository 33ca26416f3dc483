package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardIndexTest {
    @TempDir
    private Path folder;

    private Path index;

    @BeforeEach
    void twoShards() {
        index = folder.resolve("model.safetensors.index.json");
        for (String name : List.of("a", "b")) {
            StoredTensor tensor = StoredTensor.of(name, Tensor.of(Shape.of(1), name.charAt(0)));
            SafeTensorsWriter.write(folder.resolve(name + ".safetensors"), List.of(tensor), Map.of("format", name));
        }
    }

    @Test
    void tensorsComeFromWhereTheIndexSays() throws IOException {
        SafeTensors all = open("{\"weight_map\": {\"b\": \"b.safetensors\", \"a\": \"a.safetensors\"}}");
        assertThat(all.tensors().keySet()).containsExactly("b", "a");
        assertThat(all.weights().get("a", 1).toFloats()).containsExactly('a');
        assertThat(all.weights().get("b", 1).toFloats()).containsExactly('b');
        assertThat(all.source()).isEqualTo(index.toString());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused(
                "{\"weight_map\": {\"a\": \"a.safetensors\", \"c\": \"c.safetensors\", \"d\": \"d.safetensors\"}}",
                "missing shards c.safetensors, d.safetensors");
        assertRefused("{\"weight_map\": {\"a\": \"b.safetensors\"}}", "tensor a is not in shard b.safetensors");
        assertRefused("{}", "weight_map: expected an object, found nothing");
        assertRefused("7", "expected a JSON object, found 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"../a.safetensors\"",
                "\"/a.safetensors\"",
                "\"x/a.safetensors\"",
                "\"x\\\\a.safetensors\"",
                "\"..\"",
                "\"\"",
                "\"a\\u0000.safetensors\"",
                "\"model.safetensors.index.json\"",
                "1"
            })
    void aShardLiesBesideItsIndex(String shard) {
        assertRefused(
                "{\"weight_map\": {\"a\": " + shard + "}}",
                "weight_map: a: expected the name of a .safetensors file beside it, found " + shard);
    }

    @Test
    void aBrokenShardIsRefusedUnderItsOwnName() throws IOException {
        Path shard = Files.write(folder.resolve("a.safetensors"), new byte[3]);
        assertThatThrownBy(() -> open("{\"weight_map\": {\"a\": \"a.safetensors\"}}"))
                .isInstanceOf(BadInputException.class)
                .hasMessage(shard + ": not a safetensors file: expected at least 8 bytes, found 3");
    }

    private SafeTensors open(String json) throws IOException {
        return SafeTensors.open(Files.writeString(index, json));
    }

    private void assertRefused(String json, String message) {
        assertThatThrownBy(() -> open(json))
                .isInstanceOf(BadInputException.class)
                .hasMessage(index + ": " + message);
    }
}
