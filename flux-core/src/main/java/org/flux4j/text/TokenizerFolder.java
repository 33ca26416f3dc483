package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.BadInputException;
import org.flux4j.io.InputFile;
import org.flux4j.io.Json;

/** The folder of a tokenizer, with the file names of Hugging Face. */
record TokenizerFolder(Path path) {
    static final String TOKENIZER = "tokenizer.json";
    static final String CONFIG = "tokenizer_config.json";

    /**
     * Creates a view of a folder.
     *
     * @throws BadInputException if there is no folder of that name
     */
    TokenizerFolder {
        if (!Files.isDirectory(path)) {
            throw new BadInputException(path + ": expected a folder with a tokenizer");
        }
    }

    /** Returns whether there is a file of the given name. */
    boolean has(String name) {
        return InputFile.exists(file(name));
    }

    /** Returns the path of a file. */
    Path file(String name) {
        return path.resolve(name);
    }

    /**
     * Returns the object in a JSON file; an empty object if there is no such file.
     *
     * @throws BadInputException if the file cannot be read or holds anything else
     */
    JsonNode object(String name) {
        return has(name) ? Json.readObject(file(name)) : JsonNodeFactory.instance.objectNode();
    }

    /** Returns model_max_length of tokenizer_config.json; the largest int if it is missing, or larger than that. */
    int longestText() {
        JsonNode length = config().path("model_max_length");
        return length.isNumber() ? (int) Math.clamp(length.asDouble(), 1, Integer.MAX_VALUE) : Integer.MAX_VALUE;
    }

    /** Returns the content of tokenizer_config.json; an empty object if there is none. */
    JsonNode config() {
        return object(CONFIG);
    }
}
