/** Benchmarks of the operators. */
package org.flux4j.jmh;
