/**
 * Convolutions. {@link org.flux4j.vector.conv.Convolution} chooses between two algorithms: {@link
 * org.flux4j.vector.conv.Winograd}, for kernels of 3 × 3 and a stride of 1, and {@link
 * org.flux4j.vector.conv.DirectConvolution}, for all others. Both load the input through a {@link
 * org.flux4j.vector.conv.Window}, which pads it with zeros, and leave the products to {@link
 * org.flux4j.vector.tile.Tile}. {@link org.flux4j.vector.conv.InputGradient} and {@link
 * org.flux4j.vector.conv.KernelGradient} are their gradients.
 */
package org.flux4j.vector.conv;
