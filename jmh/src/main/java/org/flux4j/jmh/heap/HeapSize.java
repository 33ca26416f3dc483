package org.flux4j.jmh.heap;

/**
 * The size on the heap of an object, with all objects that it refers to.
 *
 * @param objects the number of objects
 * @param bytes the number of bytes
 */
public record HeapSize(long objects, long bytes) {}
