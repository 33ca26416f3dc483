/**
 * The operators on a GPU, through TornadoVM. Each file on this floor is the twin of the file of the same name in {@code
 * org.flux4j.ref}: its kernel is a loop over the results, which TornadoVM runs in parallel. What is faster and longer
 * stands in {@code tile} and {@code fused}; what compiles, copies and records stands in {@code run}.
 */
package org.flux4j.tornado;
