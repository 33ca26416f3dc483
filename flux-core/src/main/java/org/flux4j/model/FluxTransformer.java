package org.flux4j.model;

import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * The transformer of FLUX.1. Given the tokens of a noisy picture, it predicts their velocity: the direction from the
 * picture to the noise.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/model.py#L34-L119">flux@802fb47
 * model.py, Flux</a>.
 */
public final class FluxTransformer {
    /** The number of channels of the sinusoids that embed timestep and guidance. */
    private static final int TIME_DIM = 256;

    /** The base of the frequencies of these sinusoids. */
    private static final float MAX_PERIOD = 10_000;

    /** The factor of timestep and guidance, which is applied here and nowhere else. */
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
     * Creates a transformer.
     *
     * @param params the sizes
     * @param w the weights, under their official names
     * @throws BadInputException if a weight is missing or has another shape than expected
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

    /** Returns the sizes of this transformer. */
    public FluxParams params() {
        return params;
    }

    /**
     * Predicts the velocity.
     *
     * @param img the tokens of the noisy picture, followed by those of the reference pictures, [Li, in_channels]
     * @param imgIds the position of each image token, [Li, axes]
     * @param txt the tokens of the text: the hidden states of T5, [Lt, context_in_dim]
     * @param txtIds the position of each text token, [Lt, axes]
     * @param timestep 1 for noise, 0 for the picture, [1]
     * @param y the pooled text: the output of CLIP, [vec_in_dim]
     * @param guidance the strength of guidance, [1]; ignored, and possibly {@code null}, if the model is not distilled
     *     with guidance
     * @return the velocity of each image token, [Li, out_channels]
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
                    throw new IllegalArgumentException(
                            "guidance: expected a tensor [1] for a model distilled with guidance, found null");
                }
                vec = ops.add(vec, guidanceIn.forward(ops, embedding(ops, guidance)));
            }
            vec = ops.add(vec, vectorIn.forward(ops, y));
            txt = txtIn.forward(ops, txt);

            Tensor ids = ops.concat(txtIds, imgIds, 0);
            Tensor pe = ops.rope(ids, params.axesDim().stream().mapToInt(i -> i).toArray(), (float) params.theta());

            scope.trim();
            for (DoubleStreamBlock block : doubleBlocks) {
                DoubleStreamBlock.Streams streams = block.forward(ops, img, txt, vec, pe);
                img = scope.replace(img, streams.img());
                txt = scope.replace(txt, streams.txt());
            }

            scope.trim();
            Tensor x = ops.concat(txt, img, 0);
            for (SingleStreamBlock block : singleBlocks) {
                x = scope.replace(x, block.forward(ops, x, vec, pe));
            }
            scope.trim();
            img = ops.slice(x, 0, txt.dim(0), x.dim(0));

            return scope.keep(finalLayer.forward(ops, img, vec));
        }
    }

    /** Returns the sinusoids of a number: [1] to [TIME_DIM]. */
    private static Tensor embedding(Operators ops, Tensor t) {
        return ops.timestepEmbedding(t, TIME_DIM, MAX_PERIOD, TIME_FACTOR).reshape(TIME_DIM);
    }
}
