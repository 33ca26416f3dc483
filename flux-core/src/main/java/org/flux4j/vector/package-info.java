/**
 * The operators on the Vector API: the default. {@link org.flux4j.vector.VectorProvider} offers them, {@code
 * VectorizedOperators} is the index, one file per operator; {@code Tile} is the inner loop that nearly all time goes to,
 * {@code Panel} the form it works on, and {@code Lanes} says how wide a vector is.
 */
package org.flux4j.vector;
