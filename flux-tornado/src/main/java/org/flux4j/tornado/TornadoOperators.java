package org.flux4j.tornado;

import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.fused.GatedAdd;
import org.flux4j.tornado.fused.GroupNormSilu;
import org.flux4j.tornado.fused.LinearGelu;
import org.flux4j.tornado.fused.Modulate;
import org.flux4j.tornado.fused.SplitQkv;
import org.flux4j.tornado.run.Session;
import org.flux4j.tornado.tile.GroupMoments;
import org.flux4j.tornado.tile.GroupSum;

/** The operators as they are fastest on a device: in tiles, or fused, where that pays, and loop-parallel elsewhere. */
public final class TornadoOperators extends LoopOperators {
    /** With fewer tokens, or output channels, most of a tile would be empty. */
    private static final int TILED = 16;

    /** Creates operators that run on a device. */
    public TornadoOperators(Session session) {
        super(session);
    }

    @Override
    public Tensor linear(Tensor x, Weight weight, Weight bias) {
        return hasTiles(Shapes.linear(x.shape(), weight, bias))
                ? org.flux4j.tornado.tile.Linear.apply(x, matrix(weight), vector(bias, weight.dim(0), 0), engine())
                : super.linear(x, weight, bias);
    }

    @Override
    public Tensor linearGelu(Tensor x, Weight weight, Weight bias) {
        return hasTiles(Shapes.linear(x.shape(), weight, bias))
                ? LinearGelu.apply(x, matrix(weight), vector(bias, weight.dim(0), 0), engine())
                : super.linearGelu(x, weight, bias);
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias) {
        Shapes.attention(q.shape(), k.shape(), v.shape(), bias == null ? null : bias.shape());
        return org.flux4j.tornado.tile.Attention.fits(q, k)
                ? org.flux4j.tornado.tile.Attention.apply(q, k, v, scale, bias, engine())
                : super.attention(q, k, v, scale, bias);
    }

    @Override
    public Tensor conv2d(Tensor x, Weight weight, Weight bias, int stride, Padding padding) {
        Shape y = Shapes.conv2d(x.shape(), weight, bias, stride, padding);
        return hasTiles(y)
                ? org.flux4j.tornado.tile.Conv2d.apply(
                        x, matrix(weight), vector(bias, y.dim(0), 0), stride, padding, y, engine())
                : super.conv2d(x, weight, bias, stride, padding);
    }

    @Override
    public Tensor layerNorm(Tensor x, Weight weight, Weight bias, float eps) {
        int c = Shapes.layerNorm(x.shape(), weight, bias).dim(1);
        return c < GroupSum.ITEMS
                ? super.layerNorm(x, weight, bias, eps)
                : org.flux4j.tornado.tile.LayerNorm.apply(x, vector(weight, c, 1), vector(bias, c, 0), eps, engine());
    }

    @Override
    public Tensor rmsNorm(Tensor x, Weight scale, float eps) {
        int d = Shapes.rmsNorm(x.shape(), scale).dim(-1);
        return d < GroupSum.ITEMS
                ? super.rmsNorm(x, scale, eps)
                : org.flux4j.tornado.tile.RmsNorm.apply(x, vector(scale, d, 1), eps, engine());
    }

    @Override
    public Tensor groupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        Shapes.groupNorm(x.shape(), weight, bias, groups);
        return GroupNorm.normalise(x, GroupMoments.apply(x, groups, eps, engine()), weight, bias, engine());
    }

    @Override
    public Tensor groupNormSilu(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        int c = Shapes.groupNorm(x.shape(), weight, bias, groups).dim(0);
        Tensor moments = GroupMoments.apply(x, groups, eps, engine());
        return GroupNormSilu.apply(x, moments, vector(weight, c, 1), vector(bias, c, 0), engine());
    }

    @Override
    public Tensor modulate(Tensor x, Tensor shift, Tensor scale, float eps) {
        return Modulate.apply(x, shift, scale, eps, engine());
    }

    @Override
    public Tensor gatedAdd(Tensor x, Tensor gate, Tensor update) {
        return GatedAdd.apply(x, gate, update, engine());
    }

    @Override
    public Qkv splitQkv(Tensor qkv, int numHeads, Weight queryScale, Weight keyScale, Tensor pe, float eps) {
        int d = Shapes.splitQkv(qkv.shape(), numHeads, queryScale, keyScale, pe.shape())
                .dim(-1);
        return SplitQkv.apply(qkv, numHeads, vector(queryScale, d, 1), vector(keyScale, d, 1), pe, eps, engine());
    }

    /** Returns whether tiles pay for a result, of which the first axis is that of tokens, or of output channels. */
    private static boolean hasTiles(Shape y) {
        return y.dim(0) >= TILED;
    }

    private Tensor matrix(Weight weight) {
        return Params.matrix(weight, engine());
    }

    private static Tensor vector(Weight weight, int count, float otherwise) {
        return Params.vector(weight, count, otherwise);
    }
}
