package org.flux4j.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.WatchedOperators;
import org.flux4j.op.Weight;

/**
 * Operators for the tiles of a map, whose group norms use the statistics of all tiles. In each pass over the tiles the norms
 * that were measured in the passes before are applied, and the next one is measured, where the computation ends; a pass that
 * meets no other norm has the results.
 */
final class SharedNorms extends WatchedOperators {
    /** Ends the computation of a tile whose norm has been measured. */
    static final class Measured extends RuntimeException {
        private static final long serialVersionUID = 1;

        Measured() {
            super("a norm has been measured", null, false, false);
        }
    }

    /** A norm as a 1 × 1 convolution: [C, C, 1, 1], with the factors on its diagonal, and [C]. */
    private record Norm(Weight factors, Weight offsets) {}

    private final Operators ops;
    private final List<Norm> norms = new ArrayList<>();
    private Tile tile;
    private int met; // norms of the tile so far
    private Supplier<Norm> measured; // in this pass, null for none
    private GroupMoments[] groups;

    /** Creates operators that have measured nothing. */
    SharedNorms(Operators ops) {
        super(ops);
        this.ops = ops;
    }

    /** Returns operators for shapes alone, which take as much memory as those that have measured all norms. */
    static Operators planned(Operators ops) {
        return new WatchedOperators(ops) {
            @Override
            protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
                return call.get();
            }

            @Override
            public Tensor groupNormSiluConv2d(
                    Tensor x,
                    Weight normWeight,
                    Weight normBias,
                    int groups,
                    float eps,
                    Weight weight,
                    Weight bias,
                    Padding padding) {
                return apply(ops, new Norm(diagonal(new float[x.dim(0)]), null), x, weight, bias, padding);
            }
        };
    }

    /** Begins a tile. */
    SharedNorms within(Tile next) {
        tile = next;
        met = 0;
        return this;
    }

    /** Ends a pass over all tiles. */
    void endPass() {
        if (measured != null) {
            norms.add(measured.get());
            measured = null;
        }
    }

    @Override
    protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
        return call.get();
    }

    @Override
    public Tensor groupNormSiluConv2d(
            Tensor x,
            Weight normWeight,
            Weight normBias,
            int numGroups,
            float eps,
            Weight weight,
            Weight bias,
            Padding padding) {
        if (met < norms.size()) {
            return apply(ops, norms.get(met++), x, weight, bias, padding);
        }
        if (measured == null) {
            groups = GroupMoments.none(numGroups);
            GroupMoments[] all = groups;
            measured = () -> norm(all, normWeight, normBias, eps);
        }
        measure(x);
        throw new Measured();
    }

    private static Tensor apply(Operators ops, Norm norm, Tensor x, Weight weight, Weight bias, Padding padding) {
        try (Scope scope = ops.scope("norm")) {
            Tensor normed = ops.conv2d(x, norm.factors, norm.offsets, 1, Padding.NONE);
            Tensor activated = scope.replace(normed, ops.silu(normed));
            return scope.keep(ops.conv2d(activated, weight, bias, 1, padding));
        }
    }

    private void measure(Tensor x) {
        float[] elements = x.data();
        int channels = x.dim(0) / groups.length;
        for (int channel = 0; channel < x.dim(0); channel++) {
            GroupMoments group = groups[channel / channels];
            tile.core(x, channel, (at, row, column, count) -> group.add(elements, at, count));
        }
    }

    private static Norm norm(GroupMoments[] groups, Weight weight, Weight bias, float eps) {
        float[] factors = weight.toFloats();
        float[] offsets = bias.toFloats();
        for (int channel = 0; channel < factors.length; channel++) {
            GroupMoments group = groups[channel / (factors.length / groups.length)];
            double factor = factors[channel] / Math.sqrt(group.variance() + eps);
            factors[channel] = (float) factor;
            offsets[channel] = (float) (offsets[channel] - factor * group.mean());
        }
        return new Norm(diagonal(factors), Weight.of(Shape.of(offsets.length), offsets));
    }

    private static Weight diagonal(float[] factors) {
        int channels = factors.length;
        float[] matrix = new float[channels * channels];
        for (int channel = 0; channel < channels; channel++) {
            matrix[channel * channels + channel] = factors[channel];
        }
        return Weight.of(Shape.of(channels, channels, 1, 1), matrix);
    }
}
