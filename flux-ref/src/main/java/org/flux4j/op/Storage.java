package org.flux4j.op;

/**
 * The place where the elements of a tensor live: an array on the Java heap, a buffer on a device, or no place at all while
 * shapes alone go through a computation.
 *
 * <p>A storage is the identity of a tensor: scopes, workspaces, tapes and device buffers tell tensors apart by it. A
 * reshaped tensor shares the storage of the original, and no two other tensors share one.
 */
@FunctionalInterface
public interface Storage {
    /**
     * Returns the elements as float32, in row-major order: on the heap the array itself, elsewhere a copy.
     *
     * @throws IllegalStateException if there are none, because shapes alone go through the computation or because the
     *     scope of the tensor has closed
     */
    float[] elements();
}
