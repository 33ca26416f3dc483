package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A linear layer: y[l, n] = bias[n] + Σ_k x[l, k] · weight[n, k].
 *
 * <p>x is [L, K], weight is [N, K], bias is [N] or {@code null}, y is [L, N].
 *
 * <p>Source: torch.nn.Linear, as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L93">SelfAttention.qkv</a>.
 */
final class Linear {
    private Linear() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, int threads) {
        Tensor y = Tensor.zeros(Shapes.linear(x.shape(), weight, bias));
        int l = x.dim(0);
        int k = x.dim(1);
        int n = weight.dim(0);
        float[] offsets = Params.read(bias, n, 0);
        Parallel.over(n, threads, (from, to) -> {
            float[] row = new float[k];
            for (int j = from; j < to; j++) {
                weight.read((long) j * k, row, 0, k);
                for (int i = 0; i < l; i++) {
                    y.data()[i * n + j] = (float) (offsets[j] + dot(x.data(), i * k, row));
                }
            }
        });
        return y;
    }

    /** Returns Σ_k x[start + k] · row[k]. */
    private static double dot(float[] x, int start, float[] row) {
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            sum += (double) x[start + k] * row[k];
        }
        return sum;
    }
}
