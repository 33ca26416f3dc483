package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The gradient of {@link Rope} with respect to the ids. The matrix of a pair is ((cos φ, −sin φ), (sin φ, cos φ)) with φ =
 * ids[l, a] · f, so its derivative by ids[l, a] is f · ((−sin φ, −cos φ), (cos φ, −sin φ)).
 *
 * <p>ids is [L, axes], dy is [L, D/2, 2, 2].
 */
final class RopeGradient {
    private RopeGradient() {}

    static Tensor apply(Tensor dy, Tensor ids, int[] axesDim, float theta) {
        Shapes.gradient("rope", dy.shape(), Shapes.rope(ids.shape(), axesDim));
        Tensor dids = Tensor.zeros(ids.shape());
        int at = 0;
        for (int index = 0; index < ids.data().length; index++) {
            int dim = axesDim[index % axesDim.length];
            double sum = 0;
            for (int i = 0; i < dim / 2; i++) {
                double frequency = Math.pow(theta, -2.0 * i / dim);
                double angle = ids.data()[index] * frequency;
                double cos = (double) dy.data()[at + 2] - dy.data()[at + 1];
                double sin = (double) dy.data()[at] + dy.data()[at + 3];
                sum += frequency * (Math.cos(angle) * cos - Math.sin(angle) * sin);
                at += 4;
            }
            dids.data()[index] = (float) sum;
        }
        return dids;
    }
}
