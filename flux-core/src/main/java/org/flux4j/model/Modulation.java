package org.flux4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/**
 * Computes the shift, scale and gate of each sublayer from the vector that embeds timestep, guidance and pooled text.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L106-L126">flux@802fb47
 * modules/layers.py, Modulation</a>.
 */
final class Modulation {
    /** The eps of every layer norm in the transformer. */
    static final float EPS = 1e-6f;

    /**
     * The modulation of a sublayer.
     *
     * @param shift [C]
     * @param scale [C]
     * @param gate [C]
     */
    record ModulationOut(Tensor shift, Tensor scale, Tensor gate) {
        /** Returns the input of the sublayer for the stream x: (1 + scale) · layer_norm(x) + shift. */
        Tensor modulate(Operators ops, Tensor x) {
            return ops.modulate(x, shift, scale, EPS);
        }

        /** Returns the stream x after the sublayer, whose output is {@code update}: x + gate · update. */
        Tensor gatedAdd(Operators ops, Tensor x, Tensor update) {
            return ops.gatedAdd(x, gate, update);
        }
    }

    private final int sublayers;
    private final Linear lin; // [3·sublayers·C, C]

    /**
     * Creates a modulation.
     *
     * @param params the sizes of the transformer
     * @param sublayers 2 in a double-stream block (attention, then MLP), 1 in a single-stream block (both in parallel)
     * @param w the weights of the modulation
     */
    Modulation(FluxParams params, int sublayers, Weights w) {
        this.sublayers = sublayers;
        lin = new Linear(params.hiddenSize(), 3 * sublayers * params.hiddenSize(), w.in("lin"));
    }

    /**
     * Splits lin(silu(vec)) into the shift, scale and gate of each sublayer.
     *
     * @param vec [C]
     * @return the modulation of each sublayer
     */
    List<ModulationOut> forward(Operators ops, Tensor vec) {
        Tensor out = lin.forward(ops, ops.silu(vec));
        int[] sizes = new int[3 * sublayers];
        Arrays.fill(sizes, vec.dim(0));
        List<Tensor> chunks = ops.split(out, 0, sizes);
        return IntStream.range(0, sublayers)
                .map(sublayer -> 3 * sublayer)
                .mapToObj(i -> new ModulationOut(chunks.get(i), chunks.get(i + 1), chunks.get(i + 2)))
                .toList();
    }
}
