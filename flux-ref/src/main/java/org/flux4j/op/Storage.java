package org.flux4j.op;

/**
 * The storage of the elements of a tensor: an array on the Java heap, a buffer on a device, or nothing at all if a
 * computation is run on shapes alone.
 *
 * <p>The storage is the identity of a tensor, by which scopes, workspaces, tapes and device buffers tell tensors apart.
 * A reshaped tensor shares the storage of the original; all other tensors have different ones.
 */
@FunctionalInterface
public interface Storage {
    /**
     * Returns the elements as float32, in row-major order. If they live on the heap, the array itself is returned,
     * otherwise a copy.
     *
     * @throws IllegalStateException if there are no elements, because the computation is run on shapes alone or because
     *     the scope of the tensor has been closed
     */
    float[] elements();
}
