package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The rotations of rotary position embedding (RoPE). Axis a of the ids rotates axesDim[a] / 2 pairs of channels: pair i
 * by the angle φ = ids[l, a] · theta^(−2i / axesDim[a]), which is computed in double. The pairs of one axis follow
 * those of the axis before.
 *
 * <p>ids is [L, axes], the result is [L, D/2, 2, 2], where D is the sum of axesDim: the matrices ((cos φ, −sin φ), (sin
 * φ, cos φ)).
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/math.py#L15">rope</a>
 * and <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L11">EmbedND</a>.
 */
final class Rope {
    private Rope() {}

    static Tensor apply(Tensor ids, int[] axesDim, float theta) {
        Tensor pe = Tensor.zeros(Shapes.rope(ids.shape(), axesDim));
        int l = ids.dim(0);
        int at = 0;
        for (int token = 0; token < l; token++) {
            for (int axis = 0; axis < axesDim.length; axis++) {
                double position = ids.data()[token * axesDim.length + axis];
                for (int i = 0; i < axesDim[axis] / 2; i++) {
                    double angle = position * Math.pow(theta, -2.0 * i / axesDim[axis]);
                    pe.data()[at++] = (float) Math.cos(angle);
                    pe.data()[at++] = (float) -Math.sin(angle);
                    pe.data()[at++] = (float) Math.sin(angle);
                    pe.data()[at++] = (float) Math.cos(angle);
                }
            }
        }
        return pe;
    }
}
