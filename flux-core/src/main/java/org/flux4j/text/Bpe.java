package org.flux4j.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flux4j.io.BadInputException;

/**
 * Byte-pair encoding: a word is spelled in byte symbols, the last one with {@code </w>}; then, as long as two neighbours
 * can be merged, those of the earliest rule are, the leftmost first.
 *
 * <p>Sennrich et al., <a href="https://arxiv.org/abs/1508.07909">Neural machine translation of rare words with subword
 * units</a>.
 */
final class Bpe {
    private static final String END_OF_WORD = "</w>";
    private static final int NO_RULE = Integer.MAX_VALUE;

    /** Two neighbours that become one. */
    record Merge(String left, String right) {}

    private record Rule(int rank, int merged) {}

    private final Map<String, Integer> vocabulary;
    private final Map<Long, Rule> rules = new HashMap<>();
    private final int unknown;

    /**
     * @param source what messages call it
     * @param merges the rules, the first to apply first
     * @param unknown what a byte symbol becomes that the vocabulary lacks
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

    /** The ids of one word. */
    IntStream encode(String word) {
        int[] ids = spell(word);
        int[] ranks = new int[ids.length];
        int length = ids.length;
        for (int i = 0; i < length; i++) {
            ranks[i] = rank(ids, i, length);
        }
        while (length > 1) {
            int first = first(ranks, length);
            if (ranks[first] == NO_RULE) {
                break;
            }
            ids[first] = rules.get(pair(ids[first], ids[first + 1])).merged();
            length--;
            System.arraycopy(ids, first + 2, ids, first + 1, length - first - 1);
            System.arraycopy(ranks, first + 2, ranks, first + 1, length - first - 1);
            ranks[first] = rank(ids, first, length);
            if (first > 0) {
                ranks[first - 1] = rank(ids, first - 1, length);
            }
        }
        return Arrays.stream(ids, 0, length);
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

    /** The rank of the rule for the symbol at i and its right neighbour. */
    private int rank(int[] ids, int i, int length) {
        Rule rule = i + 1 < length ? rules.get(pair(ids[i], ids[i + 1])) : null;
        return rule == null ? NO_RULE : rule.rank();
    }

    private static int first(int[] ranks, int length) {
        int first = 0;
        for (int i = 1; i < length; i++) {
            if (ranks[i] < ranks[first]) {
                first = i;
            }
        }
        return first;
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
