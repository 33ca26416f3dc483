package org.flux4j.model;

import java.util.List;
import org.flux4j.io.Weights;
import org.flux4j.model.Modulation.ModulationOut;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.op.TokenStream;

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
            List<Tensor> parts = ops.byTokens(TokenStream.of(tokens -> linear1(ops, mod, tokens), x, pe));

            // compute attention
            Tensor attn = ops.attention(new Qkv(parts.get(0), parts.get(1), parts.get(2)), null);

            // concatenate with the mlp stream and run second linear layer
            return scope.keep(ops.byTokens(TokenStream.of(tokens -> linear2(ops, mod, tokens), x, attn, parts.get(3)))
                    .getFirst());
        }
    }

    /** Returns the queries, keys and values of some tokens, and the activation in their mlp stream. */
    private List<Tensor> linear1(Operators ops, ModulationOut mod, List<Tensor> tokens) {
        Tensor x = tokens.get(0);
        Tensor hidden = linear1.forward(ops, mod.modulate(ops, x));
        int qkvDim = 3 * x.dim(1);
        List<Tensor> parts = ops.split(hidden, 1, qkvDim, hidden.dim(1) - qkvDim);
        Qkv qkv = norm.splitQkv(ops, parts.get(0), tokens.get(1));
        return List.of(qkv.q(), qkv.k(), qkv.v(), ops.geluTanh(parts.get(1)));
    }

    /** Returns some tokens after the block, given those before, attention and mlp. */
    private List<Tensor> linear2(Operators ops, ModulationOut mod, List<Tensor> tokens) {
        Tensor output = linear2.forward(ops, ops.concat(tokens.get(1), tokens.get(2), 1));
        return List.of(mod.gatedAdd(ops, tokens.get(0), output));
    }
}
