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
 * A transformer block with one stream for image tokens and another for text tokens. Each stream has its own weights;
 * the attention is over the tokens of both.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L129-L191">flux@802fb47
 * modules/layers.py, DoubleStreamBlock</a>.
 */
public final class DoubleStreamBlock {
    /**
     * The two streams.
     *
     * @param img the image tokens, [Li, C]
     * @param txt the text tokens, [Lt, C]
     */
    public record Streams(Tensor img, Tensor txt) {}

    private final String path;
    private final Modulation imgMod;
    private final SelfAttention imgAttn;
    private final Mlp imgMlp;

    private final Modulation txtMod;
    private final SelfAttention txtAttn;
    private final Mlp txtMlp;

    /**
     * Creates a block.
     *
     * @param params the sizes of the transformer
     * @param w the weights of the block
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public DoubleStreamBlock(FluxParams params, Weights w) {
        path = w.path();
        imgMod = new Modulation(params, 2, w.in("img_mod"));
        imgAttn = new SelfAttention(params, w.in("img_attn"));
        imgMlp = new Mlp(params, w.in("img_mlp"));

        txtMod = new Modulation(params, 2, w.in("txt_mod"));
        txtAttn = new SelfAttention(params, w.in("txt_attn"));
        txtMlp = new Mlp(params, w.in("txt_mlp"));
    }

    /**
     * Applies the block.
     *
     * @param img the image tokens, [Li, C]
     * @param txt the text tokens, [Lt, C]
     * @param vec the vector that embeds timestep, guidance and pooled text, [C]
     * @param pe the rotations of all tokens, text first, [Lt + Li, D/2, 2, 2]
     * @return the tokens of both streams, of the same shapes
     */
    public Streams forward(Operators ops, Tensor img, Tensor txt, Tensor vec, Tensor pe) {
        try (Scope scope = ops.scope(path)) {
            int txtLength = txt.dim(0);
            int imgLength = img.dim(0);
            List<ModulationOut> imgMods = imgMod.forward(ops, vec);
            List<ModulationOut> txtMods = txtMod.forward(ops, vec);
            ModulationOut imgMod1 = imgMods.get(0);
            ModulationOut txtMod1 = txtMods.get(0);

            // prepare image and text for attention
            List<Tensor> pes = ops.split(pe, 0, txtLength, imgLength);
            List<Tensor> qkv = ops.byTokens(
                    TokenStream.of(tokens -> qkv(ops, txtAttn, txtMod1, tokens), txt, pes.get(0)),
                    TokenStream.of(tokens -> qkv(ops, imgAttn, imgMod1, tokens), img, pes.get(1)));

            // run actual attention
            Tensor attended = ops.attention(new Qkv(qkv.get(0), qkv.get(1), qkv.get(2)), null);
            List<Tensor> attn = ops.split(attended, 0, txtLength, imgLength);

            // calculate the image stream
            img = ops.byTokens(
                            TokenStream.of(tokens -> stream(ops, imgAttn, imgMlp, imgMods, tokens), img, attn.get(1)))
                    .getFirst();

            // calculate the text stream
            txt = ops.byTokens(
                            TokenStream.of(tokens -> stream(ops, txtAttn, txtMlp, txtMods, tokens), txt, attn.get(0)))
                    .getFirst();
            return new Streams(scope.keep(img), scope.keep(txt));
        }
    }

    /** Returns the queries, keys and values of some tokens of a stream. */
    private static List<Tensor> qkv(Operators ops, SelfAttention attn, ModulationOut mod, List<Tensor> tokens) {
        Qkv qkv = attn.qkv(ops, mod.modulate(ops, tokens.get(0)), tokens.get(1));
        return List.of(qkv.q(), qkv.k(), qkv.v());
    }

    /** Returns some tokens of a stream after the block, given those before and their attention. */
    private static List<Tensor> stream(
            Operators ops, SelfAttention attn, Mlp mlp, List<ModulationOut> mods, List<Tensor> tokens) {
        Tensor x = mods.get(0).gatedAdd(ops, tokens.get(0), attn.proj(ops, tokens.get(1)));
        Tensor update = mlp.forward(ops, mods.get(1).modulate(ops, x));
        return List.of(mods.get(1).gatedAdd(ops, x, update));
    }
}
