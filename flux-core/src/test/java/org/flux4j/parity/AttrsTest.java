package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.pipeline.Loras;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttrsTest {
    private static List<Loras.Use> loras(String json) throws Exception {
        return new Attrs(new JsonMapper().readTree(json), Path.of("cases")).loras("loras");
    }

    @Test
    void lorasAreFilesWithStrengths() throws Exception {
        assertThat(loras("{\"loras\": [[\"../a.safetensors\", 0.5], [\"b\", -1]]}"))
                .containsExactly(
                        new Loras.Use(Path.of("a.safetensors"), 0.5f), new Loras.Use(Path.of("cases", "b"), -1));
        assertThat(loras("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "[\"a\"]",
                "[[\"a\"]]",
                "[[1, \"a\"]]",
                "[[\"a\", \"b\"]]",
                "[[\"a\", 1e99]]",
                "[[\"\\u0000\", 1]]"
            })
    void othersAreRefused(String value) {
        assertThatThrownBy(() -> loras("{\"loras\": " + value + "}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("attrs: loras: expected ");
    }
}
