/**
 * Benchmarks of the operators, with a class for each family. All backends are measured on the same calls, and their
 * results are compared with those of the scalar reference before they are timed. {@code jmh/run -h} prints the options.
 */
package org.flux4j.jmh;
