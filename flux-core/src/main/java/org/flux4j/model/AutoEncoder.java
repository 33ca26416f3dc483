package org.flux4j.model;

import java.util.function.UnaryOperator;
import org.flux4j.BadInputException;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * The autoencoder, which encodes pictures as latents and decodes latents to pictures. A latent of FLUX.1 has an eighth
 * of the height and width of its picture. The encoder or the decoder may be missing.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L282-L318">flux@802fb47
 * modules/autoencoder.py, AutoEncoder</a>, with {@code sample_z} false, as in FLUX.1: the mean of the latent is taken
 * and no sample is drawn.
 */
public final class AutoEncoder {
    private final AutoEncoderParams params;
    private final String source;
    private final Encoder encoder; // null if there are no weights for it
    private final Decoder decoder; // null if there are no weights for it

    /**
     * Creates an autoencoder.
     *
     * @param params the sizes
     * @param w the weights, under their official names
     * @throws BadInputException if a weight is missing or has another shape than expected, or if there are weights
     *     neither for an encoder nor for a decoder
     */
    public AutoEncoder(AutoEncoderParams params, Weights w) {
        this.params = params;
        source = w.source();
        Weights encoderWeights = w.in("encoder");
        Weights decoderWeights = w.in("decoder");
        if (encoderWeights.names().isEmpty() && decoderWeights.names().isEmpty()) {
            throw new BadInputException(
                    source + ": no autoencoder: expected tensors encoder.* or decoder.*, found neither");
        }
        encoder = encoderWeights.names().isEmpty() ? null : new Encoder(params, encoderWeights);
        decoder = decoderWeights.names().isEmpty() ? null : new Decoder(params, decoderWeights);
    }

    /** Returns the sizes of this autoencoder. */
    public AutoEncoderParams params() {
        return params;
    }

    /**
     * Encodes a picture: z = scale_factor · (mean − shift_factor), where mean is the first half of the channels that
     * the encoder returns.
     *
     * @param x the picture, [in_channels, H, W], in −1..1
     * @return the latent z, [z_channels, H/8, W/8] for the four levels of FLUX.1
     * @throws BadInputException if there is no encoder
     */
    public Tensor encode(Operators ops, Tensor x) {
        if (encoder == null) {
            throw new BadInputException(source + ": no encoder: pictures cannot be encoded");
        }
        float scale = (float) params.scaleFactor();
        float offset = (float) (-params.scaleFactor() * params.shiftFactor());
        try (Scope scope = ops.scope("vae")) {
            Tensor mean = ops.slice(encoder.forward(ops, x), 0, 0, params.zChannels());
            return scope.keep(ops.affine(mean, scale, offset));
        }
    }

    /**
     * Decodes a latent: x = decoder(z / scale_factor + shift_factor).
     *
     * @param z the latent, [z_channels, H, W]
     * @return the picture x, [out_ch, 8·H, 8·W] for the four levels of FLUX.1, in about −1..1
     * @throws BadInputException if there is no decoder
     */
    public Tensor decode(Operators ops, Tensor z) {
        Decoder present = decoder();
        return decode(ops, z, latent -> present.forward(ops, latent));
    }

    /**
     * Decodes a latent in tiles, which takes less memory and more time. The result is the same up to rounding. Elements are
     * read on the way, so this cannot be part of a {@linkplain Operators#repeated repeated} step.
     *
     * @param tile the height and width of a tile, in pixels of the picture
     * @throws BadInputException if there is no decoder
     */
    public Tensor decodeInTiles(Operators ops, Tensor z, int tile) {
        TiledDecoder tiled = new TiledDecoder(decoder(), tile);
        return decode(ops, z, latent -> tiled.forward(ops, latent));
    }

    /** Goes with shapes alone through what takes the most memory in {@link #decodeInTiles}, and returns a tile. */
    public Tensor planTile(Operators ops, Tensor z, int tile) {
        TiledDecoder tiled = new TiledDecoder(decoder(), tile);
        return decode(ops, z, latent -> tiled.plan(ops, latent));
    }

    private Tensor decode(Operators ops, Tensor z, UnaryOperator<Tensor> decoding) {
        try (Scope scope = ops.scope("vae")) {
            Tensor latent = ops.affine(z, (float) (1 / params.scaleFactor()), (float) params.shiftFactor());
            return scope.keep(decoding.apply(latent));
        }
    }

    private Decoder decoder() {
        if (decoder == null) {
            throw new BadInputException(source + ": no decoder: latents cannot be decoded");
        }
        return decoder;
    }
}
