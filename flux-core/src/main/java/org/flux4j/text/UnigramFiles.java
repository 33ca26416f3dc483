package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.flux4j.BadInputException;

/**
 * A Unigram vocabulary, from tokenizer.json or spiece.model.
 *
 * @param source the file
 * @param pieces the pieces in the order of their ids
 * @param normalizer the normalization of texts
 * @param marks the pieces that were not learned: control symbols and user-defined ones
 */
record UnigramFiles(String source, List<Unigram.Piece> pieces, UnaryOperator<String> normalizer, List<String> marks) {
    /**
     * Creates a vocabulary.
     *
     * @throws BadInputException if {@code <unk>} is missing, or a score is not finite
     */
    UnigramFiles {
        if (pieces.size() <= Unigram.UNKNOWN) {
            throw new BadInputException(
                    source + ": expected <unk> at " + Unigram.UNKNOWN + ", found " + pieces.size() + " pieces");
        }
        for (Unigram.Piece piece : pieces) {
            if (!Double.isFinite(piece.score())) {
                throw new BadInputException(source + ": piece '" + piece.text() + "': score " + piece.score());
            }
        }
    }

    /**
     * Returns the content of a tokenizer.json: {@code "model": {"vocab": [[piece, score]]}}, and the first Precompiled
     * normalizer.
     *
     * @throws BadInputException if it holds anything else
     */
    static UnigramFiles of(Path file, JsonNode tokenizer) {
        String type = tokenizer.path("model").path("type").asText("Unigram");
        JsonNode vocab = tokenizer.path("model").path("vocab");
        if (!type.equals("Unigram") || !vocab.isArray()) {
            throw new BadInputException(file + ": model: expected Unigram with a list of pieces, found " + type);
        }
        List<Unigram.Piece> pieces = new ArrayList<>(vocab.size());
        for (JsonNode piece : vocab) {
            if (piece.size() != 2
                    || !piece.path(0).isTextual()
                    || !piece.path(1).isNumber()) {
                throw new BadInputException(file + ": model.vocab: expected [piece, score], found " + piece);
            }
            pieces.add(new Unigram.Piece(piece.get(0).textValue(), piece.get(1).doubleValue()));
        }
        return new UnigramFiles(file.toString(), pieces, normalizer(file, tokenizer.path("normalizer")), List.of());
    }

    /** Returns this vocabulary followed by further pieces. */
    UnigramFiles with(List<Unigram.Piece> more) {
        List<Unigram.Piece> all = new ArrayList<>(pieces);
        all.addAll(more);
        return new UnigramFiles(source, all, normalizer, marks);
    }

    private static UnaryOperator<String> normalizer(Path file, JsonNode normalizer) {
        JsonNode sequence = normalizer.path("normalizers");
        for (JsonNode step : sequence.isArray() ? sequence : List.of(normalizer)) {
            String table = step.path("precompiled_charsmap").asText("");
            if (step.path("type").asText().equals("Precompiled") && !table.isEmpty()) {
                return charsMap(file, table);
            }
        }
        return UnaryOperator.identity();
    }

    private static UnaryOperator<String> charsMap(Path file, String base64) {
        try {
            ByteBuffer table = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return new PrecompiledCharsMap(file + ": precompiled_charsmap", table)::normalize;
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": precompiled_charsmap: not base64", e);
        }
    }
}
