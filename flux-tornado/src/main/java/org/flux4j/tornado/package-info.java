/**
 * The operators on a GPU, through TornadoVM. What will stand here: an {@link org.flux4j.op.OperatorsProvider} named {@code
 * tornado} whose {@link org.flux4j.op.Operators} record the calls of one denoising step into TornadoVM task graphs, once,
 * and then replay them; the kernels in one file per operator, under the same names as in {@code org.flux4j.ref}.
 */
package org.flux4j.tornado;
