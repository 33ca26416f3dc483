package org.flux4j.op;

/** Queries, keys and values of attention, each [H, L, D]: heads, tokens, channels of a head. */
public record Heads(Tensor q, Tensor k, Tensor v) {}
