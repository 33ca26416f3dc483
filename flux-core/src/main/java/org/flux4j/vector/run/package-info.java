/**
 * Execution and memory: what operators run on. {@link org.flux4j.vector.run.Engine} is all that an operator sees of it;
 * {@link org.flux4j.vector.run.Workspace} holds the memory of tensors, {@link org.flux4j.vector.run.Threads} run the
 * tasks. {@link org.flux4j.vector.run.Memory.Planned} and {@link org.flux4j.vector.run.Planners} stand in for both when
 * shapes alone go through a computation to find out how much memory it needs.
 *
 * <p>This package knows no operator and no vectors.
 */
package org.flux4j.vector.run;
