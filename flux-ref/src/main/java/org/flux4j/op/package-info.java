/**
 * The contract of the operators: {@link org.flux4j.op.Operators}, what flows between them ({@link
 * org.flux4j.op.Tensor}) and what they are parametrised with ({@link org.flux4j.op.Weight}).
 */
package org.flux4j.op;
