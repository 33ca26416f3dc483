package org.flux4j.contract;

/**
 * The contract of {@link org.flux4j.op.Operators} as tests. The test of a backend extends this class and names its provider:
 *
 * <pre>{@code
 * class VectorContractTest extends OperatorsContract {
 *     @Override
 *     public OperatorsProvider provider() {
 *         return new VectorProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>It needs the jar of flux-ref and its test-jar, JUnit and AssertJ. A backend with a planner implements {@link Planning}
 * as well, one with gradients {@link Differentiation}.
 */
public abstract class OperatorsContract
        implements AgreesWithReference, SameBits, Storages, Scopes, RepeatedSteps, ShapeErrors {}
