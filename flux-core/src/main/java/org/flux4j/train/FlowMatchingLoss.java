package org.flux4j.train;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * The loss of flow matching along straight paths: the input of the model, its target, and the error of its prediction.
 *
 * <p>Source: Y. Lipman et al., "Flow Matching for Generative Modeling", arXiv 2210.02747; P. Esser et al., "Scaling
 * Rectified Flow Transformers", arXiv 2403.03206, section 2.
 */
public final class FlowMatchingLoss {
    private FlowMatchingLoss() {}

    /**
     * Returns the noisy picture at time t, which is the input of the model: x_t = (1 − t) · x0 + t · x1.
     *
     * @param x0 the picture, of any shape
     * @param x1 the noise, of the same shape
     * @param t 0 for the picture, 1 for noise
     * @throws IllegalArgumentException if the shapes differ
     */
    public static Tensor noisy(Tensor x0, Tensor x1, double t) {
        checkSame("noisy", x0, x1);
        float[] xt = new float[x0.data().length];
        for (int i = 0; i < xt.length; i++) {
            xt[i] = (float) ((1 - t) * x0.data()[i] + t * x1.data()[i]);
        }
        return Tensor.of(x0.shape(), xt);
    }

    /**
     * Returns the target of the prediction, which is the same at every time: the velocity x1 − x0.
     *
     * @param x0 the picture, of any shape
     * @param x1 the noise, of the same shape
     * @throws IllegalArgumentException if the shapes differ
     */
    public static Tensor target(Tensor x0, Tensor x1) {
        checkSame("target", x0, x1);
        float[] target = new float[x0.data().length];
        for (int i = 0; i < target.length; i++) {
            target[i] = x1.data()[i] - x0.data()[i];
        }
        return Tensor.of(x0.shape(), target);
    }

    /**
     * Returns the loss: the mean of (pred − target)², accumulated in double.
     *
     * @param pred the prediction, of any shape
     * @param target its target, of the same shape
     * @throws IllegalArgumentException if the shapes differ
     */
    public static double loss(Tensor pred, Tensor target) {
        checkSame("loss", pred, target);
        double sum = 0;
        for (int i = 0; i < pred.data().length; i++) {
            double error = (double) pred.data()[i] - target.data()[i];
            sum += error * error;
        }
        return sum / pred.data().length;
    }

    /**
     * Returns the gradient of the loss with respect to the prediction: 2 / n · (pred − target), where n is the number of
     * elements.
     *
     * @param pred the prediction, of any shape
     * @param target its target, of the same shape
     * @throws IllegalArgumentException if the shapes differ
     */
    public static Tensor gradient(Tensor pred, Tensor target) {
        checkSame("gradient", pred, target);
        float[] gradient = new float[pred.data().length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) (2 * ((double) pred.data()[i] - target.data()[i]) / gradient.length);
        }
        return Tensor.of(pred.shape(), gradient);
    }

    /**
     * Returns the weighted loss: Σ_l weights[l] · mean_c (pred[l, c] − target[l, c])², accumulated in double.
     *
     * @param pred the prediction, [L, C]
     * @param target its target, [L, C]
     * @param weights how much each token counts; usually the sum over a batch is 1
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public static double loss(Tensor pred, Tensor target, float[] weights) {
        checkTokens("loss", pred, target, weights);
        int channels = pred.dim(1);
        double loss = 0;
        for (int token = 0; token < weights.length; token++) {
            double sum = 0;
            for (int i = token * channels; i < (token + 1) * channels; i++) {
                double error = (double) pred.data()[i] - target.data()[i];
                sum += error * error;
            }
            loss += weights[token] * sum / channels;
        }
        return loss;
    }

    /**
     * Returns the gradient of the weighted loss with respect to the prediction: 2 / C · weights[l] · (pred[l, c] −
     * target[l, c]).
     *
     * @param pred the prediction, [L, C]
     * @param target its target, [L, C]
     * @param weights how much each token counts
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public static Tensor gradient(Tensor pred, Tensor target, float[] weights) {
        checkTokens("gradient", pred, target, weights);
        int channels = pred.dim(1);
        float[] gradient = new float[pred.data().length];
        for (int i = 0; i < gradient.length; i++) {
            double error = (double) pred.data()[i] - target.data()[i];
            gradient[i] = (float) (2 * error * weights[i / channels] / channels);
        }
        return Tensor.of(pred.shape(), gradient);
    }

    private static void checkTokens(String what, Tensor pred, Tensor target, float[] weights) {
        checkSame(what, pred, target);
        if (pred.shape().rank() != 2 || pred.dim(0) != weights.length) {
            throw new IllegalArgumentException(
                    what + ": expected a weight for each token of " + pred.shape() + ", found " + weights.length);
        }
    }

    private static void checkSame(String what, Tensor a, Tensor b) {
        Shape expected = a.shape();
        if (!b.shape().equals(expected)) {
            throw new IllegalArgumentException(what + ": expected shape " + expected + ", found " + b.shape());
        }
    }
}
