package org.flux4j.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The Unigram model. Of all ways to write a word as a sequence of pieces, it chooses that with the largest sum of log
 * probabilities, by Viterbi's algorithm. A character that is no piece becomes the unknown token, with a score of 10 below that
 * of the least likely piece. Successive unknown characters become one token.
 *
 * <p>Source: Kudo, <a href="https://arxiv.org/abs/1804.10959">Subword regularization</a>; <a
 * href="https://github.com/huggingface/tokenizers/blob/v0.23.1/tokenizers/src/models/unigram/model.rs">encode_optimized</a>
 * of Hugging Face's tokenizers.
 */
final class Unigram {
    /** The id of {@code <unk>} in every T5 vocabulary. */
    static final int UNKNOWN = 2;

    private static final double UNKNOWN_PENALTY = 10;

    /** A piece of a word, with the logarithm of its probability. */
    record Piece(String text, double score) {}

    private final Map<String, Integer> ids = new HashMap<>();
    private final double[] scores;
    private final int longest;
    private final double unknownScore;

    /**
     * Creates a model.
     *
     * @param pieces the pieces in the order of their ids
     */
    Unigram(List<Piece> pieces) {
        for (int id = 0; id < pieces.size(); id++) {
            ids.put(pieces.get(id).text(), id);
        }
        this.scores = pieces.stream().mapToDouble(Piece::score).toArray();
        this.longest =
                pieces.stream().mapToInt(piece -> piece.text().length()).max().orElse(0);
        this.unknownScore = Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY;
    }

    /** Returns the ids of the pieces. */
    Vocabulary vocabulary() {
        return new Vocabulary(ids, scores.length);
    }

    /** Returns the ids of a word. */
    IntStream encode(String word) {
        Path path = new Path(word.length());
        int start = 0;
        while (start < word.length()) {
            int next = word.offsetByCodePoints(start, 1);
            boolean known = false;
            for (int end = next; end <= Math.min(word.length(), start + longest); end++) {
                Integer id = ids.get(word.substring(start, end));
                if (id != null) {
                    path.offer(start, end, id, scores[id]);
                    known |= end == next;
                }
            }
            if (!known) {
                path.offer(start, next, UNKNOWN, unknownScore);
            }
            start = next;
        }
        return path.ids();
    }

    /** The best sequence of pieces for the text up to each position. */
    private static final class Path {
        private final double[] score;
        private final int[] from;
        private final int[] id;

        Path(int length) {
            score = new double[length + 1];
            from = new int[length + 1];
            id = new int[length + 1];
            Arrays.fill(from, -1);
        }

        void offer(int start, int end, int piece, double pieceScore) {
            double total = score[start] + pieceScore;
            if (from[end] < 0 || total > score[end]) {
                score[end] = total;
                from[end] = start;
                id[end] = piece;
            }
        }

        /** Returns the ids of the best sequence, with one id for successive unknown tokens. */
        IntStream ids() {
            int[] ids = new int[id.length];
            int first = ids.length;
            for (int end = id.length - 1; end > 0; end = from[end]) {
                if (id[end] != UNKNOWN || first == ids.length || ids[first] != UNKNOWN) {
                    ids[--first] = id[end];
                }
            }
            return Arrays.stream(ids, first, ids.length);
        }
    }
}
