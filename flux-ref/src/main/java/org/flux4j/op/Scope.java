package org.flux4j.op;

/**
 * The lifetime of the tensors that operators return between {@link Operators#scope} and {@link #close}. After that a
 * backend may reuse their memory, except for those that were {@linkplain #keep kept}: they belong to the enclosing scope.
 *
 * <pre>{@code
 * try (Scope scope = ops.scope("mlp")) {
 *     Tensor hidden = ops.linear(x, in, null);
 *     return scope.keep(ops.linear(ops.silu(hidden), out, null));
 * }
 * }</pre>
 */
public interface Scope extends AutoCloseable {
    /** Hands a tensor on to the enclosing scope, and returns it. */
    Tensor keep(Tensor tensor);

    /**
     * Releases {@code old}, which {@code next} replaces: if it was made in this scope, its memory may be reused at once.
     * Without this, a loop would hold the results of all its iterations.
     *
     * @return next
     */
    default Tensor replace(Tensor old, Tensor next) {
        return next;
    }

    /** Announces that tensors of other sizes follow: memory that waits to be reused may be freed. */
    default void trim() {}

    @Override
    void close();
}
