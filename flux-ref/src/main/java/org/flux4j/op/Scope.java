package org.flux4j.op;

/**
 * The lifetime of tensors. A tensor that an operator returns belongs to the innermost open scope. Once that scope is
 * closed, the tensor must not be used any more, since a backend may reuse its memory. A tensor that was
 * {@linkplain #keep kept} moves to the enclosing scope instead. A tensor that belongs to no scope is valid until the
 * operators are {@linkplain Operators#close closed}.
 *
 * <pre>{@code
 * try (Scope scope = ops.scope("mlp")) {
 *     Tensor hidden = ops.linear(x, in, null);
 *     return scope.keep(ops.linear(ops.silu(hidden), out, null));
 * }
 * }</pre>
 */
public interface Scope extends AutoCloseable {
    /**
     * Moves a tensor of this scope to the enclosing scope. A tensor that does not belong to this scope stays where it
     * is.
     *
     * @return the tensor
     */
    Tensor keep(Tensor tensor);

    /**
     * Replaces a tensor by its successor: if {@code old} belongs to this scope, its memory may be reused at once. This
     * keeps a loop from holding the results of all its iterations.
     *
     * @return {@code next}
     */
    default Tensor replace(Tensor old, Tensor next) {
        return next;
    }

    /** Announces that tensors of other sizes follow, so that a backend may free memory that it retained for reuse. */
    default void trim() {}

    /** Closes this scope and releases its tensors. */
    @Override
    void close();
}
