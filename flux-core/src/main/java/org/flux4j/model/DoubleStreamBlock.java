package org.flux4j.model;

import java.util.List;
import org.flux4j.io.Weights;
import org.flux4j.model.Modulation.ModulationOut;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

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
            ModulationOut imgMod2 = imgMods.get(1);
            ModulationOut txtMod1 = txtMods.get(0);
            ModulationOut txtMod2 = txtMods.get(1);

            // prepare image and text for attention
            List<Tensor> pes = ops.split(pe, 0, txtLength, imgLength);
            Qkv imgQkv = imgAttn.qkv(ops, imgMod1.modulate(ops, img), pes.get(1));
            Qkv txtQkv = txtAttn.qkv(ops, txtMod1.modulate(ops, txt), pes.get(0));

            // run actual attention
            Tensor q = ops.concat(txtQkv.q(), imgQkv.q(), 1);
            Tensor k = ops.concat(txtQkv.k(), imgQkv.k(), 1);
            Tensor v = ops.concat(txtQkv.v(), imgQkv.v(), 1);
            List<Tensor> attn = ops.split(ops.attention(new Qkv(q, k, v), null), 0, txtLength, imgLength);
            Tensor txtAttended = attn.get(0);
            Tensor imgAttended = attn.get(1);

            // calculate the image stream
            img = imgMod1.gatedAdd(ops, img, imgAttn.proj(ops, imgAttended));
            img = imgMod2.gatedAdd(ops, img, imgMlp.forward(ops, imgMod2.modulate(ops, img)));

            // calculate the text stream
            txt = txtMod1.gatedAdd(ops, txt, txtAttn.proj(ops, txtAttended));
            txt = txtMod2.gatedAdd(ops, txt, txtMlp.forward(ops, txtMod2.modulate(ops, txt)));
            return new Streams(scope.keep(img), scope.keep(txt));
        }
    }
}
