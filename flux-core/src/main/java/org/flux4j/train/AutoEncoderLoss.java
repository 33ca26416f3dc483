package org.flux4j.train;

import java.util.function.DoubleSupplier;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * The loss of an autoencoder: how far the decoded picture y is from the picture x, and how far the distribution of the
 * latent is from the normal distribution. With the error e = y − x, and with the mean m and the logarithm of the variance v
 * that the encoder predicts:
 *
 * <pre>
 * loss = mean(e²) + 0.1 · mean(|e|) + 8e−4 · strength · mean((m² + e^v − 1 − v) / 2)
 * </pre>
 *
 * <p>Source: D. Kingma, M. Welling, "Auto-Encoding Variational Bayes", arXiv 1312.6114, appendix B.
 *
 * @param strength the strength of the last term, from 0 to 1
 * @param batch the number of samples, whose mean is the loss of the batch
 */
record AutoEncoderLoss(double strength, int batch) {
    private static final double ABSOLUTE = 0.1;
    private static final double DIVERGENCE = 8e-4;

    /** The logarithm of the variance is used within these limits, as in {@code DiagonalGaussianDistribution} of diffusers. */
    private static final float LEAST = -30;

    private static final float MOST = 20;

    /**
     * A latent, drawn as z = m + e^(v/2) · n with normally distributed n.
     *
     * @param moments m and v, as the encoder returns them, [2·z_channels, H, W]
     * @param n of the size of m
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Latent(Tensor moments, float[] n) {
        Latent(Tensor moments, DoubleSupplier noise) {
            this(moments, new float[moments.data().length / 2]);
            for (int i = 0; i < n.length; i++) {
                n[i] = (float) noise.getAsDouble();
            }
        }

        /** Returns z, [z_channels, H, W]. */
        Tensor z() {
            Shape shape = moments.shape();
            float[] z = new float[n.length];
            for (int i = 0; i < z.length; i++) {
                z[i] = (float) (mean(i) + Math.exp(logVariance(i) / 2) * n[i]);
            }
            return Tensor.of(shape.with(0, shape.dim(0) / 2), z);
        }

        double mean(int i) {
            return moments.data()[i];
        }

        double logVariance(int i) {
            return Math.clamp(moments.data()[n.length + i], LEAST, MOST);
        }
    }

    /** Returns the contribution of a sample to the loss of the batch. */
    double of(Tensor x, Tensor y, Latent latent) {
        double distance = 0;
        for (int i = 0; i < x.data().length; i++) {
            double error = (double) y.data()[i] - x.data()[i];
            distance += error * error + ABSOLUTE * Math.abs(error);
        }
        double divergence = 0;
        for (int i = 0; i < latent.n.length; i++) {
            double v = latent.logVariance(i);
            divergence += (latent.mean(i) * latent.mean(i) + Math.exp(v) - 1 - v) / 2;
        }
        return (distance / x.data().length + DIVERGENCE * strength * divergence / latent.n.length) / batch;
    }

    /** Returns the gradient with respect to y. */
    Tensor gradient(Tensor x, Tensor y) {
        Tensor gradient = Tensor.zeros(y.shape());
        double share = 1.0 / batch / x.data().length;
        for (int i = 0; i < x.data().length; i++) {
            double error = (double) y.data()[i] - x.data()[i];
            gradient.data()[i] = (float) (share * (2 * error + ABSOLUTE * Math.signum(error)));
        }
        return gradient;
    }

    /**
     * Returns the gradient with respect to the moments.
     *
     * @param dz the gradient with respect to z
     */
    Tensor gradient(Latent latent, Tensor dz) {
        Tensor gradient = Tensor.zeros(latent.moments.shape());
        int count = latent.n.length;
        double share = DIVERGENCE * strength / count / batch;
        for (int i = 0; i < count; i++) {
            double v = latent.logVariance(i);
            boolean within = v > LEAST && v < MOST;
            gradient.data()[i] = (float) (dz.data()[i] + share * latent.mean(i));
            gradient.data()[count + i] = within
                    ? (float) (dz.data()[i] * latent.n[i] * Math.exp(v / 2) / 2 + share * (Math.exp(v) - 1) / 2)
                    : 0;
        }
        return gradient;
    }
}
