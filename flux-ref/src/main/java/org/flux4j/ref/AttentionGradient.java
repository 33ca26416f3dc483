package org.flux4j.ref;

import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The gradients of {@link Attention}, for each head. Let S = scale · q·kᵀ + bias be the scores, P = softmax(S) the
 * weights and y = P·v.
 *
 * <ul>
 *   <li>y is linear in v and in P: dv = Pᵀ·dy and dP = dy·vᵀ.
 *   <li>The derivative of P[i, j] by S[i, m] is P[i, j] · ([j = m] − P[i, m]). Summed with dP, this is dS[i, m] =
 *       P[i, m] · (dP[i, m] − Σ_j P[i, j] · dP[i, j]).
 *   <li>S is linear in q and in k: dq = scale · dS·k and dk = scale · dSᵀ·q.
 * </ul>
 *
 * <p>q and dq are [H, Lq, D]; k, v, dk and dv are [H, Lk, D]; dy is [Lq, H·D].
 */
final class AttentionGradient {
    private final Tensor dy;
    private final Tensor q;
    private final Tensor k;
    private final Tensor v;
    private final float scale;
    private final Tensor bias;
    private final Qkv gradients;

    private AttentionGradient(Tensor dy, Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        this.dy = dy;
        this.q = q;
        this.k = k;
        this.v = v;
        this.scale = scale;
        this.bias = bias;
        this.gradients = new Qkv(Tensor.zeros(q.shape()), Tensor.zeros(k.shape()), Tensor.zeros(v.shape()));
    }

    static Qkv apply(Tensor dy, Tensor q, Tensor k, Tensor v, float scale, Tensor bias, int threads) {
        Shape y = Shapes.attention(q.shape(), k.shape(), v.shape(), bias == null ? null : bias.shape());
        Shapes.gradient("attention", dy.shape(), y);
        AttentionGradient gradient = new AttentionGradient(dy, q, k, v, scale, bias);
        Parallel.over(q.dim(0), threads, (from, to) -> {
            for (int head = from; head < to; head++) {
                gradient.compute(head);
            }
        });
        return gradient.gradients;
    }

    /** Computes the gradients of one head. */
    private void compute(int head) {
        int heads = q.dim(0);
        int lq = q.dim(1);
        int lk = k.dim(1);
        int d = q.dim(2);
        int firstKey = head * lk * d;
        double[] p = new double[lk];
        double[] ds = new double[lk];
        double[] dk = new double[lk * d];
        double[] dv = new double[lk * d];
        for (int query = 0; query < lq; query++) {
            int row = head * lq + query;
            int atDy = query * heads * d + head * d;
            Attention.weights(q, row, k, scale, bias, p);
            for (int j = 0; j < lk; j++) {
                ds[j] = dot(dy.data(), atDy, v.data(), firstKey + j * d, d); // dP
            }
            SoftmaxGradient.apply(ds, p);
            for (int i = 0; i < d; i++) {
                double dq = 0;
                for (int j = 0; j < lk; j++) {
                    dq += ds[j] * k.data()[firstKey + j * d + i];
                    dk[j * d + i] += ds[j] * q.data()[row * d + i];
                    dv[j * d + i] += p[j] * dy.data()[atDy + i];
                }
                gradients.q().data()[row * d + i] = (float) (scale * dq);
            }
        }
        for (int i = 0; i < lk * d; i++) {
            gradients.k().data()[firstKey + i] = (float) (scale * dk[i]);
            gradients.v().data()[firstKey + i] = (float) dv[i];
        }
    }

    private static double dot(float[] a, int atA, float[] b, int atB, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (double) a[atA + i] * b[atB + i];
        }
        return sum;
    }
}
