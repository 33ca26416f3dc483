/**
 * The operators as a textbook would write them: scalar loops, sums in their written order and in double, two passes where
 * the formula has two, nothing fused and nothing unrolled. This is the oracle of every other implementation. Read one
 * file per operator, beginning with {@code Linear}; {@link org.flux4j.ref.RefOperators} is the index.
 */
package org.flux4j.ref;
