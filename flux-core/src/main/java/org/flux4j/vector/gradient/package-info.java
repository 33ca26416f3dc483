/**
 * The gradients of the operators: {@link org.flux4j.vector.gradient.VectorizedGradients} is the index. Each file is the twin
 * of the one with the same name in {@code org.flux4j.ref}, where its formula is derived, and takes the same arguments with
 * an {@link org.flux4j.vector.run.Engine} in place of the number of threads. Threads share the elements of a gradient, never
 * a sum.
 */
package org.flux4j.vector.gradient;
