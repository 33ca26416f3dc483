/**
 * Products of matrices, to which nearly all time goes: {@link org.flux4j.vector.tile.Tile} is the inner loop, {@link
 * org.flux4j.vector.tile.Panel} the layout it works on, {@link org.flux4j.vector.tile.Gemm} the blocking of a whole
 * product by stored weights for the caches, {@link org.flux4j.vector.tile.Product} that of a product of two arrays, and
 * {@link org.flux4j.vector.tile.OnlineSoftmax} the softmax between the two products of attention.
 */
package org.flux4j.vector.tile;
