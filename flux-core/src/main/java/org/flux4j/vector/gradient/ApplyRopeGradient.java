package org.flux4j.vector.gradient;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.RopeRow;
import org.flux4j.vector.row.Rotation;
import org.flux4j.vector.run.Engine;

/**
 * The gradients of the rotation of queries or keys, derived in {@code org.flux4j.ref.ApplyRopeGradient}: the rotation of dy
 * by the transposed matrices, and dpe[l, i, r, s] = Σ_h dy[h, l, 2i + r] · x[h, l, 2i + s].
 */
final class ApplyRopeGradient {
    private ApplyRopeGradient() {}

    static Tensor apply(Tensor dy, Tensor pe, Engine engine) {
        return Rotation.apply(dy, pe, RopeRow::transposedFactors, engine);
    }

    static Tensor rotations(Tensor dy, Tensor x, Engine engine) {
        Shapes.gradient("apply_rope", dy.shape(), x.shape());
        int heads = x.dim(0);
        int tokens = x.dim(1);
        int d = x.dim(2);
        Tensor dpe = engine.tensor(Shape.of(tokens, d / 2, 2, 2));
        engine.run(tokens, scratch -> token -> {
            for (int pair = token * d; pair < (token + 1) * d; pair += 2) {
                for (int r = 0; r < 2; r++) {
                    for (int s = 0; s < 2; s++) {
                        double sum = 0;
                        for (int at = pair; at < heads * tokens * d; at += tokens * d) {
                            sum += (double) dy.data()[at + r] * x.data()[at + s];
                        }
                        dpe.data()[2 * pair + 2 * r + s] = (float) sum;
                    }
                }
            }
        });
        return dpe;
    }
}
