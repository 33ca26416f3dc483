package org.flux4j.op;

/**
 * The queries, keys and values of attention.
 *
 * @param q the queries, [H, L, D]: heads, tokens, channels of a head
 * @param k the keys, [H, L, D]
 * @param v the values, [H, L, D]
 */
public record Qkv(Tensor q, Tensor k, Tensor v) {}
