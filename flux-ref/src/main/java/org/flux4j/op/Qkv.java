package org.flux4j.op;

/** The queries, keys and values of attention, each [H, L, D]: heads, tokens, channels of a head. */
public record Qkv(Tensor q, Tensor k, Tensor v) {}
