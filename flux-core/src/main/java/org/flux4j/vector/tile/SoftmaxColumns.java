package org.flux4j.vector.tile;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** The gradient of the softmax of one panel of queries, whose lanes are queries and whose rows are keys. */
public final class SoftmaxColumns {
    private SoftmaxColumns() {}

    /**
     * Normalises weights, and replaces the gradient of the normalised weights P by that of the scores: dS = P · (dP − Σ_keys
     * P · dP).
     *
     * @param weights [{@code keys}, {@link Tile#COLUMNS}]
     * @param total the sum of the weights of each query
     * @param gradients dP, of the size of the weights
     */
    public static void gradient(float[] weights, float[] total, float[] gradients, int keys) {
        for (int lane = 0; lane < Tile.COLUMNS; lane += L) {
            FloatVector factor = FloatVector.broadcast(S, 1).div(FloatVector.fromArray(S, total, lane));
            FloatVector even = FloatVector.zero(S);
            FloatVector odd = even;
            int last = (keys - keys % 2) * Tile.COLUMNS;
            for (int at = lane; at < last; at += 2 * Tile.COLUMNS) {
                even = FloatVector.fromArray(S, weights, at).fma(FloatVector.fromArray(S, gradients, at), even);
                odd = FloatVector.fromArray(S, weights, at + Tile.COLUMNS)
                        .fma(FloatVector.fromArray(S, gradients, at + Tile.COLUMNS), odd);
            }
            if (keys % 2 == 1) {
                even = FloatVector.fromArray(S, weights, last + lane)
                        .fma(FloatVector.fromArray(S, gradients, last + lane), even);
            }
            FloatVector sum = even.add(odd).mul(factor);
            for (int at = lane; at < keys * Tile.COLUMNS; at += Tile.COLUMNS) {
                FloatVector p = FloatVector.fromArray(S, weights, at).mul(factor);
                p.intoArray(weights, at);
                FloatVector.fromArray(S, gradients, at).sub(sum).mul(p).intoArray(gradients, at);
            }
        }
    }
}
