package org.flux4j.train;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.flux4j.model.AutoEncoderParams;
import org.flux4j.model.Decoder;
import org.flux4j.model.Encoder;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.picture.Picture;
import org.flux4j.train.world.NumberedRandom;

/**
 * The objective of an autoencoder: {@link AutoEncoderLoss}, for latents that are drawn from the distribution that the
 * encoder predicts.
 */
public final class AutoEncoderObjective implements Objective {
    private final Parameters parameters;
    private final Encoder encoder;
    private final Decoder decoder;
    private final LongFunction<Picture> pictures;
    private final int batch;
    private final long seed;
    private final int ramp;
    private long first; // the number of the first picture of the batch
    private AutoEncoderLoss loss;

    /**
     * Creates an objective.
     *
     * @param params the sizes of the autoencoder
     * @param parameters those of encoder and decoder
     * @param pictures what it is trained with, by number
     * @param batch the number of samples of a batch
     * @param ramp the number of steps until the latents are pulled to the normal distribution with full strength
     */
    public AutoEncoderObjective(
            AutoEncoderParams params,
            Parameters parameters,
            LongFunction<Picture> pictures,
            int batch,
            long seed,
            int ramp) {
        this.parameters = parameters;
        this.pictures = pictures;
        this.batch = batch;
        this.seed = seed;
        this.ramp = ramp;
        encoder = new Encoder(params, parameters.in("encoder"));
        decoder = new Decoder(params, parameters.in("decoder"));
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public void prepare(int step, WorkerPool workers) {
        first = (long) step * batch;
        loss = new AutoEncoderLoss(Math.min(1, (double) step / ramp), batch);
    }

    @Override
    public double addGradients(int sample, Operators ops, List<float[]> gradients) {
        Tensor x = pictures.apply(first + sample).toTensor();
        RandomGenerator random = NumberedRandom.of(seed, first + sample);
        return addGradients(x, random::nextGaussian, ops, gradients);
    }

    /** Does the same for a picture [3, H, W] and normally distributed numbers. */
    double addGradients(Tensor x, DoubleSupplier noise, Operators ops, List<float[]> gradients) {
        try (Tape encoding = new Tape(ops, ops.gradients());
                Tape decoding = new Tape(ops, ops.gradients())) {
            parameters.train(encoding, gradients);
            parameters.train(decoding, gradients);
            AutoEncoderLoss.Latent latent = new AutoEncoderLoss.Latent(encoder.forward(encoding, x), noise);
            Tensor z = latent.z();
            decoding.watch(z);
            Tensor y = decoder.forward(decoding, z);
            decoding.backward(y, loss.gradient(x, y));
            encoding.backward(latent.moments(), loss.gradient(latent, decoding.gradient(z)));
            return loss.of(x, y, latent);
        }
    }
}
