package org.flux4j.model;

import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * The transformer: predicts, for a noisy picture in latent tokens, the direction from picture to noise.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/model.py#L34-L119">flux@802fb47
 * model.py, Flux</a>.
 */
public final class FluxTransformer {
    /** Channels of the sinusoids that time and guidance are turned into. */
    private static final int TIME_DIM = 256;

    private static final float MAX_PERIOD = 10_000;
    /** Time and guidance are multiplied by this here, and nowhere else. */
    private static final float TIME_FACTOR = 1_000;

    private final FluxParams params;
    private final Linear imgIn; // [C, in_channels]
    private final MlpEmbedder timeIn;
    private final MlpEmbedder vectorIn;
    private final MlpEmbedder guidanceIn; // null in a model without guidance
    private final Linear txtIn; // [C, context_in_dim]
    private final List<DoubleStreamBlock> doubleBlocks;
    private final List<SingleStreamBlock> singleBlocks;
    private final LastLayer finalLayer;

    /**
     * Takes the weights, under their official names.
     *
     * @throws BadInputException when a weight is missing or has another shape than params say
     */
    public FluxTransformer(FluxParams params, Weights w) {
        this.params = params;
        int dim = params.hiddenSize();
        imgIn = new Linear(params.inChannels(), dim, w.in("img_in"));
        timeIn = new MlpEmbedder(TIME_DIM, dim, w.in("time_in"));
        vectorIn = new MlpEmbedder(params.vecInDim(), dim, w.in("vector_in"));
        guidanceIn = params.guidanceEmbed() ? new MlpEmbedder(TIME_DIM, dim, w.in("guidance_in")) : null;
        txtIn = new Linear(params.contextInDim(), dim, w.in("txt_in"));
        doubleBlocks = IntStream.range(0, params.depth())
                .mapToObj(i -> new DoubleStreamBlock(params, w.in("double_blocks." + i)))
                .toList();
        singleBlocks = IntStream.range(0, params.depthSingleBlocks())
                .mapToObj(i -> new SingleStreamBlock(params, w.in("single_blocks." + i)))
                .toList();
        finalLayer = new LastLayer(dim, params.outChannels(), w.in("final_layer"));
    }

    public FluxParams params() {
        return params;
    }

    /**
     * One prediction.
     *
     * @param img [Li, in_channels]: the noisy picture, then any reference pictures
     * @param imgIds [Li, axes]: where each image token is
     * @param txt [Lt, context_in_dim]: T5's hidden states
     * @param txtIds [Lt, axes]
     * @param timestep [1]: 1 for noise, 0 for picture
     * @param y [vec_in_dim]: CLIP's pooled output
     * @param guidance [1]: the strength of guidance; not used, and may be null, unless the model is distilled with it
     * @return [Li, out_channels]
     */
    public Tensor forward(
            Operators ops,
            Tensor img,
            Tensor imgIds,
            Tensor txt,
            Tensor txtIds,
            Tensor timestep,
            Tensor y,
            Tensor guidance) {
        try (Scope scope = ops.scope("transformer")) {
            img = imgIn.forward(ops, img);
            Tensor vec = timeIn.forward(ops, embedding(ops, timestep));
            if (guidanceIn != null) {
                if (guidance == null) {
                    throw new IllegalArgumentException("a model distilled with guidance needs its strength");
                }
                vec = ops.add(vec, guidanceIn.forward(ops, embedding(ops, guidance)));
            }
            vec = ops.add(vec, vectorIn.forward(ops, y));
            txt = txtIn.forward(ops, txt);

            Tensor ids = ops.concat(txtIds, imgIds, 0);
            Tensor pe = ops.rope(ids, params.axesDim().stream().mapToInt(i -> i).toArray(), (float) params.theta());

            for (DoubleStreamBlock block : doubleBlocks) {
                DoubleStreamBlock.Streams streams = block.forward(ops, img, txt, vec, pe);
                img = scope.replace(img, streams.img());
                txt = scope.replace(txt, streams.txt());
            }

            Tensor x = ops.concat(txt, img, 0);
            for (SingleStreamBlock block : singleBlocks) {
                x = scope.replace(x, block.forward(ops, x, vec, pe));
            }
            img = ops.slice(x, 0, txt.dim(0), x.dim(0));

            return scope.keep(finalLayer.forward(ops, img, vec));
        }
    }

    private static Tensor embedding(Operators ops, Tensor t) {
        return ops.timestepEmbedding(t, TIME_DIM, MAX_PERIOD, TIME_FACTOR).reshape(TIME_DIM);
    }
}
