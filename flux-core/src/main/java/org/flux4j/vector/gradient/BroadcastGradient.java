package org.flux4j.vector.gradient;

import java.util.Arrays;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.ColumnSums;
import org.flux4j.vector.row.Sums;
import org.flux4j.vector.run.Engine;

/**
 * The gradient of a tensor that arithmetic repeats, derived in {@code org.flux4j.ref.BroadcastGradient}: the sum of the
 * gradients of all its uses.
 */
final class BroadcastGradient {
    private BroadcastGradient() {}

    static Tensor apply(Tensor dy, Shape b, Engine engine) {
        Shapes.broadcast("broadcast", dy.shape(), b);
        Tensor db = engine.tensor(b);
        if (Shapes.isScalar(b)) {
            int count = Math.toIntExact(dy.shape().count());
            engine.run(1, scratch -> task -> db.data()[0] = (float) Sums.sum(dy.data(), 0, count));
        } else if (dy.shape().equals(b)) {
            engine.overElements(dy, (from, to) -> System.arraycopy(dy.data(), from, db.data(), from, to - from));
        } else {
            engine.run(1, scratch -> task -> Arrays.fill(db.data(), 0));
            ColumnSums.add(dy, db.storage(), engine);
        }
        return db;
    }
}
