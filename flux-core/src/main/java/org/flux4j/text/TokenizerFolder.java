package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.BadInputException;
import org.flux4j.io.InputFile;
import org.flux4j.io.Json;

/** The files of a tokenizer, as Hugging Face names them. */
record TokenizerFolder(Path path) {
    static final String TOKENIZER = "tokenizer.json";
    static final String CONFIG = "tokenizer_config.json";

    TokenizerFolder {
        if (!Files.isDirectory(path)) {
            throw new BadInputException(path + ": expected a folder with a tokenizer");
        }
    }

    boolean has(String name) {
        return InputFile.exists(file(name));
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** What a JSON file holds; an empty object when there is no such file. */
    JsonNode object(String name) {
        return has(name) ? Json.readObject(file(name)) : JsonNodeFactory.instance.objectNode();
    }

    JsonNode config() {
        return object(CONFIG);
    }
}
