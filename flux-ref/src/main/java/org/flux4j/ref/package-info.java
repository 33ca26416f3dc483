/**
 * The reference implementation: the operators as a textbook would write them. Loops are scalar, sums are accumulated in
 * double and in the order of the formula, a formula with two passes is computed in two, and nothing is fused or
 * unrolled. All other implementations are tested against it.
 *
 * <p>Each operator is one file. {@code Linear} is a good one to begin with; {@link org.flux4j.ref.RefOperators} lists
 * them all.
 */
package org.flux4j.ref;
