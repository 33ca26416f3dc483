package org.flux4j.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.io.Json;

/** The sentinels of T5, {@code <extra_id_0>}, {@code <extra_id_1>} and so on, whose ids count down from the end. */
record ExtraIds(int count) {
    private static final int USUAL = 100;
    private static final int MOST = 10_000;

    /** Returns as many as the folder's tokenizer_config.json names; 100 if it does not say. */
    static ExtraIds of(TokenizerFolder folder) {
        JsonNode count = folder.config().path("extra_ids");
        if (count.isMissingNode() || count.isNull()) {
            return new ExtraIds(USUAL);
        }
        int value = Json.integer(count).orElse(-1);
        if (value < 0 || value > MOST) {
            throw new BadInputException(
                    folder.file(TokenizerFolder.CONFIG) + ": extra_ids: expected 0 to " + MOST + ", found " + count);
        }
        return new ExtraIds(value);
    }

    /** Returns the sentinels as pieces, in the order of their ids. */
    List<Unigram.Piece> pieces() {
        return names().map(name -> new Unigram.Piece(name, 0)).toList().reversed();
    }

    /** Returns the tokens of a folder that names none: the marks of its model, and the sentinels if no mark is one. */
    List<AddedToken> beside(List<String> marks) {
        boolean included = marks.stream().anyMatch(mark -> mark.contains("<extra_id_"));
        return Stream.concat(marks.stream(), included ? Stream.empty() : names())
                .map(AddedToken::special)
                .toList();
    }

    private Stream<String> names() {
        return IntStream.range(0, count).mapToObj(i -> "<extra_id_" + i + ">");
    }
}
