package org.flux4j.model;

import org.flux4j.BadInputException;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * Pictures to latents of an eighth of their height and width, and back. A file may hold one half of it only.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L282-L318">flux@802fb47
 * modules/autoencoder.py, AutoEncoder</a>, which takes the mean of the latent when {@code sample_z} is false, as it is
 * in FLUX.1.
 */
public final class AutoEncoder {
    private final AutoEncoderParams params;
    private final String source;
    private final Encoder encoder; // null when there are no weights for it
    private final Decoder decoder; // null when there are no weights for it

    /**
     * Takes the weights, under their official names.
     *
     * @throws BadInputException when a weight is missing or has another shape than params say
     */
    public AutoEncoder(AutoEncoderParams params, Weights w) {
        this.params = params;
        source = w.source();
        Weights encoderWeights = w.in("encoder");
        Weights decoderWeights = w.in("decoder");
        if (encoderWeights.names().isEmpty() && decoderWeights.names().isEmpty()) {
            throw new BadInputException(source + ": neither an encoder nor a decoder of pictures in it");
        }
        encoder = encoderWeights.names().isEmpty() ? null : new Encoder(params, encoderWeights);
        decoder = decoderWeights.names().isEmpty() ? null : new Decoder(params, decoderWeights);
    }

    public AutoEncoderParams params() {
        return params;
    }

    /**
     * z = scale_factor · (mean − shift_factor), mean being the first half of what the encoder gives.
     *
     * @param x [in_channels, H, W], a picture in −1..1
     * @return [z_channels, H/8, W/8] (with the four levels of FLUX.1)
     * @throws BadInputException when the file had no encoder
     */
    public Tensor encode(Operators ops, Tensor x) {
        if (encoder == null) {
            throw new BadInputException(source + ": no encoder in it, so pictures cannot be taken in");
        }
        float scale = (float) params.scaleFactor();
        float offset = (float) (-params.scaleFactor() * params.shiftFactor());
        try (Scope scope = ops.scope("vae")) {
            Tensor mean = ops.slice(encoder.forward(ops, x), 0, 0, params.zChannels());
            return scope.keep(ops.affine(mean, scale, offset));
        }
    }

    /**
     * The picture of z / scale_factor + shift_factor.
     *
     * @param z [z_channels, H, W]
     * @return [out_ch, 8·H, 8·W] (with the four levels of FLUX.1), about −1..1
     * @throws BadInputException when the file had no decoder
     */
    public Tensor decode(Operators ops, Tensor z) {
        if (decoder == null) {
            throw new BadInputException(source + ": no decoder in it, so pictures cannot be made");
        }
        try (Scope scope = ops.scope("vae")) {
            Tensor latent = ops.affine(z, (float) (1 / params.scaleFactor()), (float) params.shiftFactor());
            return scope.keep(decoder.forward(ops, latent));
        }
    }
}
