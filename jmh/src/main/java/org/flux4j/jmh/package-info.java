/**
 * Benchmarks of the operators: one class per family, every backend under the same calls, results held against the scalar
 * reference before the clock starts. {@code jmh/run -h} tells how to choose.
 */
package org.flux4j.jmh;
