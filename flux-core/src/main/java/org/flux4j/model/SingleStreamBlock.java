package org.flux4j.model;

import java.util.List;
import org.flux4j.io.Weights;
import org.flux4j.model.Modulation.ModulationOut;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * A transformer block over a single stream of text tokens and image tokens. Attention and MLP are parallel: one linear
 * layer computes the inputs of both, another one combines their outputs.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L194-L239">flux@802fb47
 * modules/layers.py, SingleStreamBlock</a>.
 */
public final class SingleStreamBlock {
    private final String path;
    private final Modulation modulation;
    private final Linear linear1; // [3·C + M, C]: qkv and mlp_in
    private final QkNorm norm;
    private final Linear linear2; // [C, C + M]: proj and mlp_out

    /**
     * Creates a block.
     *
     * @param params the sizes of the transformer
     * @param w the weights of the block
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public SingleStreamBlock(FluxParams params, Weights w) {
        path = w.path();
        int dim = params.hiddenSize();
        int mlpDim = params.mlpHiddenDim();
        modulation = new Modulation(params, 1, w.in("modulation"));
        linear1 = new Linear(dim, 3 * dim + mlpDim, w.in("linear1"));
        norm = new QkNorm(params, w.in("norm"));
        linear2 = new Linear(dim + mlpDim, dim, w.in("linear2"));
    }

    /**
     * Applies the block.
     *
     * @param x the tokens, text first, [L, C]
     * @param vec the vector that embeds timestep, guidance and pooled text, [C]
     * @param pe the rotations of the tokens, [L, D/2, 2, 2]
     * @return [L, C]
     */
    public Tensor forward(Operators ops, Tensor x, Tensor vec, Tensor pe) {
        try (Scope scope = ops.scope(path)) {
            ModulationOut mod = modulation.forward(ops, vec).getFirst();
            Tensor hidden = linear1.forward(ops, mod.modulate(ops, x));
            int qkvDim = 3 * x.dim(1);
            List<Tensor> parts = ops.split(hidden, 1, qkvDim, hidden.dim(1) - qkvDim);
            Tensor mlp = parts.get(1);

            // compute attention
            Qkv qkv = norm.splitQkv(ops, parts.get(0), pe);
            Tensor attn = ops.attention(qkv, null);

            // compute activation in mlp stream, concatenate and run second linear layer
            Tensor output = linear2.forward(ops, ops.concat(attn, ops.geluTanh(mlp), 1));
            return scope.keep(mod.gatedAdd(ops, x, output));
        }
    }
}
