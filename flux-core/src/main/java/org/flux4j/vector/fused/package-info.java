/**
 * The composite operators that are faster as a whole than as the sequence of operators that defines them in {@link
 * org.flux4j.op.Operators}. Like the twins of the reference, each has one file and one method {@code apply}.
 */
package org.flux4j.vector.fused;
