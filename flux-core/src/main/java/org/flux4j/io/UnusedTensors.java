package org.flux4j.io;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flux4j.OneLine;

/** Says which tensors of a model are not used. */
final class UnusedTensors {
    /** What transformers writes beside the weights: the numbers from 0 to 76, and a copy of {@code shared.weight}. */
    private static final Pattern REDUNDANT =
            Pattern.compile("(text_model\\.)?embeddings\\.position_ids|encoder\\.embed_tokens\\.weight");

    /** So many are named; the others are counted. */
    private static final int NAMED = 2;

    private static final int LONGEST = 300;

    private UnusedTensors() {}

    /**
     * Returns a line about tensors that are not used; empty if there are none, or only those that are known to be redundant.
     *
     * @param part the part of the model that holds them
     */
    static Optional<String> note(String part, List<String> names) {
        List<String> unused = names.stream()
                .filter(name -> !REDUNDANT.matcher(name).matches())
                .toList();
        if (unused.isEmpty()) {
            return Optional.empty();
        }
        int rest = unused.size() - NAMED;
        String list = String.join(", ", unused.subList(0, Math.min(NAMED, unused.size())));
        String note = part + ": " + (unused.size() == 1 ? "1 tensor is" : unused.size() + " tensors are")
                + " not used: " + list + (rest > 0 ? " and " + rest + " more" : "");
        return Optional.of(OneLine.of(note, LONGEST));
    }
}
