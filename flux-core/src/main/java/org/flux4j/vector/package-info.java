/**
 * The operators on the Vector API: the default. {@link org.flux4j.vector.VectorProvider} offers them, {@link
 * org.flux4j.vector.VectorizedOperators} is the index. This package has one file per operator, with the name of its
 * twin in {@code org.flux4j.ref}, and one shape of twin: {@code apply} with the arguments of the reference and an
 * {@link org.flux4j.vector.run.Engine}. The packages within it have what the operators share:
 *
 * <ul>
 *   <li>{@code fused}: the composite operators, each in one pass
 *   <li>{@code gradient}: the gradients of the operators
 *   <li>{@code tile}: products of matrices and their inner loop, to which nearly all time goes
 *   <li>{@code conv}: the two algorithms of convolutions, and their gradients
 *   <li>{@code row}: inner loops over consecutive elements
 *   <li>{@code lanes}: the width of vectors, and functions of single vectors
 *   <li>{@code run}: threads, and memory with its plan
 * </ul>
 */
package org.flux4j.vector;
