/**
 * The contract of backends: the operators ({@link org.flux4j.op.Operators}), their arguments and results
 * ({@link org.flux4j.op.Tensor}) and their parameters ({@link org.flux4j.op.Weight}).
 */
package org.flux4j.op;
