package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** The sums of the columns of a tensor [..., C], where threads share the columns. */
public final class ColumnSums {
    private ColumnSums() {}

    /** Computes sums[c] += Σ x[…, c], row by row. */
    public static void add(Tensor x, Storage sums, Engine engine) {
        int rows = x.shape().rows();
        int columns = x.dim(-1);
        engine.over(columns, Engine.grain(rows), (from, to) -> add(x.data(), rows, columns, from, to, sums.elements()));
    }

    private static void add(float[] x, int rows, int columns, int from, int to, float[] sums) {
        int c = from;
        for (; c <= to - L; c += L) {
            FloatVector sum = FloatVector.zero(S);
            for (int row = 0; row < rows; row++) {
                sum = sum.add(FloatVector.fromArray(S, x, row * columns + c));
            }
            FloatVector.fromArray(S, sums, c).add(sum).intoArray(sums, c);
        }
        for (; c < to; c++) {
            float sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += x[row * columns + c];
            }
            sums[c] += sum;
        }
    }

    /** Computes sums[c] += Σ g[…, c] · n[…, c] with the normalised rows n[l] = (x[l] − mean[l]) · factor[l]. */
    public static void addNormalised(Tensor g, Tensor x, float[] mean, float[] factor, float[] sums, Engine engine) {
        int rows = x.shape().rows();
        int columns = x.dim(-1);
        engine.over(
                columns,
                Engine.grain(rows),
                (from, to) -> addNormalised(g.data(), x.data(), mean, factor, rows, columns, from, to, sums));
    }

    private static void addNormalised(
            float[] g, float[] x, float[] mean, float[] factor, int rows, int columns, int from, int to, float[] sums) {
        int c = from;
        for (; c <= to - L; c += L) {
            FloatVector sum = FloatVector.zero(S);
            for (int row = 0; row < rows; row++) {
                FloatVector n = FloatVector.fromArray(S, x, row * columns + c)
                        .sub(mean[row])
                        .mul(factor[row]);
                sum = n.fma(FloatVector.fromArray(S, g, row * columns + c), sum);
            }
            FloatVector.fromArray(S, sums, c).add(sum).intoArray(sums, c);
        }
        for (; c < to; c++) {
            float sum = 0;
            for (int row = 0; row < rows; row++) {
                sum = Math.fma((x[row * columns + c] - mean[row]) * factor[row], g[row * columns + c], sum);
            }
            sums[c] += sum;
        }
    }
}
