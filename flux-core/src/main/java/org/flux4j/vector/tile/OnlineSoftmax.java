package org.flux4j.vector.tile;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.flux4j.vector.lanes.Exp;

/**
 * The softmax of one panel of queries over keys that arrive in blocks. With m the largest score so far, the weights of
 * a block are e^(score − m); when m grows, the previous sums are multiplied by e^(m_before − m).
 *
 * <p>Source: Milakov and Gimelshein, "Online normalizer calculation for softmax", arXiv 1805.02867.
 */
public final class OnlineSoftmax {
    private OnlineSoftmax() {}

    /** Initialises the largest scores and the sums of weights, before the first block. */
    public static void begin(float[] largest, float[] total, int at) {
        Arrays.fill(largest, at, at + Tile.COLUMNS, Float.NEGATIVE_INFINITY);
        Arrays.fill(total, at, at + Tile.COLUMNS, 0);
    }

    /**
     * Replaces the scores of a block by weights, and updates the largest scores and the sums.
     *
     * @param scores [keys, {@link Tile#COLUMNS}]
     * @param largest the largest score of each query, from {@code at} on
     * @param total the sum of the weights of each query, from {@code at} on
     * @param sums [rows, {@link Tile#COLUMNS}] from {@code atSums} on: the weighted sums of the blocks before
     */
    public static void step(
            float[] scores, int keys, float[] largest, float[] total, int at, float[] sums, int atSums, int rows) {
        for (int lane = 0; lane < Tile.COLUMNS; lane += L) {
            FloatVector before = FloatVector.fromArray(S, largest, at + lane);
            FloatVector max = max(scores, lane, keys, before);
            FloatVector shift = max.blend(0, max.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY));
            FloatVector shrink = Exp.of(before.sub(shift));
            FloatVector sum = weigh(scores, lane, keys, shift);
            FloatVector.fromArray(S, total, at + lane).fma(shrink, sum).intoArray(total, at + lane);
            if (!shrink.compare(VectorOperators.EQ, 1).allTrue()) {
                shrink.intoArray(largest, at + lane);
                scale(sums, atSums + lane, rows, largest, at + lane);
            }
            max.intoArray(largest, at + lane);
        }
    }

    /** Divides the weighted sums by the sums of weights, after the last block; {@code total} is overwritten. */
    public static void end(float[] total, int at, float[] sums, int atSums, int rows) {
        for (int lane = 0; lane < Tile.COLUMNS; lane += L) {
            FloatVector weight = FloatVector.fromArray(S, total, at + lane);
            FloatVector.broadcast(S, 1).div(weight).intoArray(total, at + lane);
            scale(sums, atSums + lane, rows, total, at + lane);
        }
    }

    /**
     * Returns the largest of the scores and {@code before}; even and odd keys form two chains, which do not wait for
     * each other.
     */
    private static FloatVector max(float[] scores, int lane, int keys, FloatVector before) {
        FloatVector even = before;
        FloatVector odd = before;
        int last = keys - keys % 2;
        for (int key = 0; key < last; key += 2) {
            even = larger(even, FloatVector.fromArray(S, scores, key * Tile.COLUMNS + lane));
            odd = larger(odd, FloatVector.fromArray(S, scores, (key + 1) * Tile.COLUMNS + lane));
        }
        if (last < keys) {
            even = larger(even, FloatVector.fromArray(S, scores, last * Tile.COLUMNS + lane));
        }
        return larger(even, odd);
    }

    /** Returns the maximum without the special case of {@code max} for NaN, which makes the weights NaN anyway. */
    private static FloatVector larger(FloatVector a, FloatVector b) {
        return a.blend(b, b.compare(VectorOperators.GT, a));
    }

    private static FloatVector weigh(float[] scores, int lane, int keys, FloatVector shift) {
        FloatVector sum = FloatVector.zero(S);
        for (int key = 0; key < keys; key++) {
            int at = key * Tile.COLUMNS + lane;
            FloatVector weight = Exp.of(FloatVector.fromArray(S, scores, at).sub(shift));
            weight.intoArray(scores, at);
            sum = sum.add(weight);
        }
        return sum;
    }

    /**
     * Multiplies sums by factors, passed in an array: a vector passed to a method that is not inlined becomes an
     * object.
     */
    private static void scale(float[] sums, int at, int rows, float[] factors, int atFactors) {
        FloatVector factor = FloatVector.fromArray(S, factors, atFactors);
        for (int row = 0; row < rows; row++) {
            FloatVector.fromArray(S, sums, at + row * Tile.COLUMNS)
                    .mul(factor)
                    .intoArray(sums, at + row * Tile.COLUMNS);
        }
    }
}
