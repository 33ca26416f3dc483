package org.flux4j.vector.tile;

import org.flux4j.op.Tensor;

/** The bias of attention, added to scores whose lanes are queries. */
public final class ScoreBias {
    private ScoreBias() {}

    /**
     * Adds the biases of a block of keys to the scores of a panel of queries.
     *
     * @param scores [{@code keys}, {@link Tile#COLUMNS}]
     * @param bias [H, Lq, Lk] or [1, Lq, Lk], or {@code null} for none
     * @param query the first of {@code queries} queries
     * @param key the first of {@code keys} keys
     */
    public static void add(float[] scores, Tensor bias, int head, int query, int queries, int key, int keys) {
        if (bias == null) {
            return;
        }
        float[] biases = bias.data();
        int row = bias.dim(2);
        int at = ((bias.dim(0) == 1 ? 0 : head) * bias.dim(1) + query) * row + key;
        for (int lane = 0; lane < queries; lane++) {
            for (int i = 0; i < keys; i++) {
                scores[i * Tile.COLUMNS + lane] += biases[at + lane * row + i];
            }
        }
    }
}
