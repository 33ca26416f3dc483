/**
 * Golden cases: files that hold the inputs, weights, attributes and expected outputs of an operator. This package reads
 * them, runs them on any backend, compares the outputs and reports the differences.
 */
package org.flux4j.parity;
