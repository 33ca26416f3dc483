package org.flux4j.op;

/**
 * A product that a linear layer adds to some of its outputs: y[l, from + n] += Σ_k x[l, k] · weight[n, k].
 *
 * @param x [L, K], with as many rows as the input of the layer
 * @param weight [N, K]
 * @param from the first output that is added to
 */
public record LinearTerm(Tensor x, Weight weight, int from) {}
