package org.flux4j.op;

/**
 * The life of the tensors that operators make between {@link Operators#scope()} and {@link #close()}. A backend may reuse
 * their memory afterwards, until the outermost scope closes, except for those that were {@linkplain #keep kept}: these
 * belong to the scope around.
 *
 * <pre>{@code
 * try (Scope scope = ops.scope()) {
 *     Tensor hidden = ops.linear(x, in, null);
 *     return scope.keep(ops.linear(ops.silu(hidden), out, null));
 * }
 * }</pre>
 */
public interface Scope extends AutoCloseable {
    /** Hands a tensor on to the scope around this one. */
    Tensor keep(Tensor tensor);

    /**
     * Puts {@code next} in the place of {@code old}, which is not needed any more: if {@code old} was made in this scope,
     * its memory may be reused at once. Without this, a loop would hold the results of all its rounds.
     *
     * @return next
     */
    default Tensor replace(Tensor old, Tensor next) {
        return next;
    }

    /** Says that what follows needs other sizes: memory that waits to be used again may be let go. */
    default void trim() {}

    @Override
    void close();
}
