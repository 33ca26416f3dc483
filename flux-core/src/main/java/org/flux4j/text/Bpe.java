package org.flux4j.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;

/**
 * Byte-pair encoding. A word is spelled in byte symbols, the last one with {@code </w>}. Then neighbours are merged as long as
 * a rule applies: each time the earliest rule that does, at the leftmost place.
 *
 * <p>Sennrich et al., <a href="https://arxiv.org/abs/1508.07909">Neural machine translation of rare words with subword
 * units</a>.
 */
final class Bpe {
    private static final String END_OF_WORD = "</w>";

    /** A rule: two neighbours that are merged. */
    record Merge(String left, String right) {}

    private record Rule(int rank, int merged) {}

    private final Map<String, Integer> vocabulary;
    private final Map<Long, Rule> rules = new HashMap<>();
    private final int unknown;

    /**
     * Creates an encoder.
     *
     * @param source the file of the rules, for messages
     * @param merges the rules, the earliest first
     * @param unknown the id of byte symbols that are not in the vocabulary
     * @throws BadInputException if a rule names a token that is not in the vocabulary
     */
    Bpe(String source, Map<String, Integer> vocabulary, List<Merge> merges, int unknown) {
        this.vocabulary = vocabulary;
        this.unknown = unknown;
        int rank = 0;
        for (Merge merge : merges) {
            int left = known(source, merge, merge.left());
            int right = known(source, merge, merge.right());
            int merged = known(source, merge, merge.left() + merge.right());
            rules.put(pair(left, right), new Rule(rank++, merged));
        }
    }

    /** Returns the ids of a word. */
    IntStream encode(String word) {
        Symbols symbols = new Symbols(spell(word));
        symbols.mergeAll();
        return symbols.ids();
    }

    private int[] spell(String word) {
        char[] symbols = ByteSymbols.spell(word);
        int[] ids = new int[symbols.length];
        for (int i = 0; i < ids.length; i++) {
            String symbol = i < ids.length - 1 ? String.valueOf(symbols[i]) : symbols[i] + END_OF_WORD;
            ids[i] = vocabulary.getOrDefault(symbol, unknown);
        }
        return ids;
    }

    /** The symbols of a word, linked to their neighbours, and the merges that are possible. */
    private final class Symbols {
        private static final int MERGED_AWAY = -1;

        private final int[] ids;
        private final int[] next;
        private final int[] previous;

        /** The rank of a rule in the upper half, the place of the left symbol in the lower. An entry may be outdated. */
        private final PriorityQueue<Long> possible = new PriorityQueue<>();

        Symbols(int[] ids) {
            this.ids = ids;
            next = IntStream.range(1, ids.length + 1).toArray();
            previous = IntStream.range(-1, ids.length - 1).toArray();
            IntStream.range(0, ids.length).forEach(this::offer);
        }

        void mergeAll() {
            while (!possible.isEmpty()) {
                long best = possible.remove();
                int at = (int) best;
                Rule rule = ruleAt(at);
                if (rule != null && rule.rank() == best >>> Integer.SIZE) {
                    merge(at, rule.merged());
                }
            }
        }

        IntStream ids() {
            return Arrays.stream(ids).filter(id -> id != MERGED_AWAY);
        }

        private void merge(int at, int merged) {
            int right = next[at];
            ids[at] = merged;
            ids[right] = MERGED_AWAY;
            next[at] = next[right];
            if (next[at] < ids.length) {
                previous[next[at]] = at;
            }
            offer(at);
            offer(previous[at]);
        }

        private void offer(int at) {
            Rule rule = ruleAt(at);
            if (rule != null) {
                possible.add(((long) rule.rank() << Integer.SIZE) | at);
            }
        }

        /** Returns the rule for a symbol and its right neighbour; null if there is none, or if the symbol was merged. */
        private Rule ruleAt(int at) {
            boolean inside = at >= 0 && ids[at] != MERGED_AWAY && next[at] < ids.length;
            return inside ? rules.get(pair(ids[at], ids[next[at]])) : null;
        }
    }

    private static long pair(int left, int right) {
        return ((long) left << 32) | right;
    }

    private int known(String source, Merge merge, String token) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new BadInputException(source + ": merge '" + merge.left() + " " + merge.right()
                    + "': the vocabulary has no '" + token + "'");
        }
        return id;
    }
}
