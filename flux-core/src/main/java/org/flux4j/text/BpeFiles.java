package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.io.InputFile;
import org.flux4j.io.Json;

/**
 * A vocabulary and the rules of byte-pair encoding, from tokenizer.json or from vocab.json and merges.txt.
 *
 * @param source the file of the rules
 */
record BpeFiles(String source, Vocabulary vocabulary, List<Bpe.Merge> merges) {
    /**
     * Returns the content of a tokenizer.json: {@code "model": {"vocab": {token: id}, "merges": ["a b"] or [["a", "b"]]}}.
     *
     * @throws BadInputException if it holds anything else
     */
    static BpeFiles of(Path file, JsonNode tokenizer) {
        JsonNode model = tokenizer.path("model");
        String type = model.path("type").asText("BPE");
        if (!type.equals("BPE")) {
            throw new BadInputException(file + ": expected a BPE model, found " + type);
        }
        JsonNode list = model.path("merges");
        if (!list.isArray()) {
            throw new BadInputException(file + ": model.merges: expected a list");
        }
        List<Bpe.Merge> merges = new ArrayList<>();
        list.forEach(merge -> merges.add(merge(file + ": model.merges", merge)));
        return new BpeFiles(file.toString(), Vocabulary.read(file + ": model.vocab", model.path("vocab")), merges);
    }

    /**
     * Returns the content of a vocab.json, {@code {token: id}}, and a merges.txt, a line {@code a b} for each rule after the
     * version.
     *
     * @throws BadInputException if a file cannot be read or holds anything else
     */
    static BpeFiles read(Path vocab, Path mergesFile) {
        List<Bpe.Merge> merges = new ArrayList<>();
        int number = 0;
        for (String line : InputFile.text(mergesFile).lines().toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#version")) {
                merges.add(merge(mergesFile + ": line " + number, line));
            }
        }
        return new BpeFiles(mergesFile.toString(), Vocabulary.read(vocab.toString(), Json.read(vocab)), merges);
    }

    private static Bpe.Merge merge(String place, JsonNode merge) {
        if (merge.size() == 2 && merge.get(0).isTextual() && merge.get(1).isTextual()) {
            return new Bpe.Merge(merge.get(0).textValue(), merge.get(1).textValue());
        }
        return merge(place, merge.asText());
    }

    private static Bpe.Merge merge(String place, String line) {
        int space = line.indexOf(' ');
        if (space < 0 || space != line.lastIndexOf(' ')) {
            throw new BadInputException(place + ": expected two tokens and a space, found '" + line + "'");
        }
        return new Bpe.Merge(line.substring(0, space), line.substring(space + 1));
    }
}
