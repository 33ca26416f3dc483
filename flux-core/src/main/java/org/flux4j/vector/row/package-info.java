/**
 * Loops over a row, which is a run of consecutive elements: the inner loops that several operators share, and the ways
 * to apply them to all rows or elements of a tensor. A loop that a single operator needs is in the file of that
 * operator.
 */
package org.flux4j.vector.row;
