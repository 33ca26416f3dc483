package org.flux4j.ref;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The gradient of the smaller argument of {@link Broadcast}. Element i of b is used at i, i + count, i + 2·count … with
 * count = count(b), so the gradients of all its uses are added: db[i] = Σ_j dy[i + j · count].
 *
 * <p>dy has any shape; b has the same shape, or is [C] for a dy [..., C], or [1].
 */
final class BroadcastGradient {
    private BroadcastGradient() {}

    static Tensor apply(Tensor dy, Shape b) {
        Shapes.broadcast("broadcast", dy.shape(), b);
        Tensor db = Tensor.zeros(b);
        double[] sums = new double[db.data().length];
        for (int i = 0; i < dy.data().length; i++) {
            sums[i % sums.length] += dy.data()[i];
        }
        Params.add(sums, db.data());
        return db;
    }
}
