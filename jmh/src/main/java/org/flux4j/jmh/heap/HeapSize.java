package org.flux4j.jmh.heap;

/** What an object takes on the heap together with all that it refers to, in objects and in bytes. */
public record HeapSize(long objects, long bytes) {}
