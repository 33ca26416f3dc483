package org.flux4j.tornado;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.fused.GatedAdd;
import org.flux4j.tornado.fused.Modulate;
import org.flux4j.tornado.run.Session;

/** The operators as they are fastest on a device: in tiles, or fused, where that pays, and loop-parallel elsewhere. */
public final class TornadoOperators extends LoopOperators {
    /** From so many tokens on, tiles are faster than a loop over the outputs. */
    private static final int TILED_TOKENS = 16;

    /** Creates operators that run on a device. */
    public TornadoOperators(Session session) {
        super(session);
    }

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias) {
        if (Shapes.linear(x.shape(), weight, bias).dim(0) < TILED_TOKENS) {
            return super.linear(x, weight, bias);
        }
        return org.flux4j.tornado.tile.Linear.apply(
                x, Params.matrix(weight, engine()), Params.vector(bias, weight.dim(0), 0), engine());
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        Shapes.attention(q.shape(), k.shape(), v.shape(), bias == null ? null : bias.shape());
        return org.flux4j.tornado.tile.Attention.fits(q, k)
                ? org.flux4j.tornado.tile.Attention.apply(q, k, v, scale, bias, engine())
                : super.attention(q, k, v, scale, bias);
    }

    @Override
    public Tensor modulate(Tensor x, Tensor shift, Tensor scale, float eps) {
        return Modulate.apply(x, shift, scale, eps, engine());
    }

    @Override
    public Tensor gatedAdd(Tensor x, Tensor gate, Tensor update) {
        return GatedAdd.apply(x, gate, update, engine());
    }
}
