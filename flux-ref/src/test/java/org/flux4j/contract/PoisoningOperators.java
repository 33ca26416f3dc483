package org.flux4j.contract;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import org.flux4j.op.WatchedOperators;

/**
 * Operators that enforce the contract of {@link Scope}: when one closes, all its tensors that were not kept are filled with
 * NaN. So a tensor that is used after its lifetime shows in the result. The watched operators keep tensors on the heap.
 */
public final class PoisoningOperators extends WatchedOperators {
    /** The open scopes, innermost first. */
    private final Deque<PoisoningScope> open = new ArrayDeque<>();

    private int poisoned;

    public PoisoningOperators(Operators operators) {
        super(operators);
    }

    /** Returns how many tensors were poisoned. */
    public int poisoned() {
        return poisoned;
    }

    @Override
    protected <T> T around(String name, List<Object> arguments, Supplier<T> call) {
        T result = call.get();
        if (!open.isEmpty()) {
            tensors(result).map(Tensor::storage).forEach(open.peek().made::add);
        }
        return result;
    }

    @Override
    public Scope scope(String name) {
        return new PoisoningScope();
    }

    private final class PoisoningScope implements Scope {
        private final PoisoningScope outer = open.peek();
        private final Set<Storage> made = new HashSet<>();

        PoisoningScope() {
            open.push(this);
        }

        @Override
        public Tensor keep(Tensor tensor) {
            if (made.remove(tensor.storage()) && outer != null) {
                outer.made.add(tensor.storage());
            }
            return tensor;
        }

        @Override
        public Tensor replace(Tensor old, Tensor next) {
            if (made.remove(old.storage())) {
                poison(old.storage());
            }
            return next;
        }

        @Override
        public void close() {
            if (open.pop() != this) {
                throw new IllegalStateException("scopes must be closed innermost first");
            }
            made.forEach(this::poison);
        }

        private void poison(Storage storage) {
            Arrays.fill(storage.elements(), Float.NaN);
            poisoned++;
        }
    }
}
