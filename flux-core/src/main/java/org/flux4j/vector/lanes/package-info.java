/**
 * Vectors: {@link org.flux4j.vector.lanes.Lanes} says how wide they are, {@link org.flux4j.vector.lanes.LaneLoader}
 * loads the operators for another width, and the rest are functions of single vectors: the exponential, the sum of
 * lanes, and the widening of stored weights.
 */
package org.flux4j.vector.lanes;
