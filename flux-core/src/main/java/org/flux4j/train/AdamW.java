package org.flux4j.train;

/**
 * The optimiser AdamW. For each element p of a parameter with the gradient g, at step s = 1, 2, …, with the moments m and v,
 * which are 0 in the beginning:
 *
 * <pre>
 * m = β1·m + (1 − β1)·g      v = β2·v + (1 − β2)·g²
 * p = (1 − lr·decay)·p − lr · m/(1 − β1^s) / (√(v/(1 − β2^s)) + ε)
 * </pre>
 *
 * <p>Source: I. Loshchilov, F. Hutter, "Decoupled Weight Decay Regularization", arXiv 1711.05101; PyTorch 2.13 {@code
 * torch.optim.AdamW}.
 *
 * @param beta1 β1, how slowly the mean of the gradients changes
 * @param beta2 β2, how slowly the mean of their squares changes
 * @param epsilon ε
 * @param weightDecay how fast parameters tend to zero, as a multiple of the learning rate
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) {
    /** Moments that forget within a hundred steps, for short runs. */
    public static final AdamW DEFAULT = new AdamW(0.9, 0.99, 1e-8, 0.01);

    /**
     * Updates a parameter and its moments.
     *
     * @param step the number of the step, from 1
     * @param learningRate lr
     * @param gradient the gradient, which is multiplied by {@code factor}
     */
    void update(
            int step,
            double learningRate,
            float[] gradient,
            float factor,
            float[] parameter,
            float[] first,
            float[] second) {
        float keep = (float) (1 - learningRate * weightDecay);
        float rate = (float) (learningRate / (1 - Math.pow(beta1, step)));
        float root = (float) (1 / Math.sqrt(1 - Math.pow(beta2, step)));
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float c1 = (float) (1 - beta1);
        float c2 = (float) (1 - beta2);
        float eps = (float) epsilon;
        for (int i = 0; i < parameter.length; i++) {
            float g = factor * gradient[i];
            float m = b1 * first[i] + c1 * g;
            float v = b2 * second[i] + c2 * (g * g);
            first[i] = m;
            second[i] = v;
            parameter[i] = keep * parameter[i] - rate * m / ((float) Math.sqrt(v) * root + eps);
        }
    }
}
