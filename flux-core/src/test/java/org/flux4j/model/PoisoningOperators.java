package org.flux4j.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.flux4j.op.Heads;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * Operators that take {@link Scope} at its word: when one closes, the memory of all its tensors that were not kept is
 * filled with NaN. A tensor that is used after its life so shows in the result.
 */
final class PoisoningOperators {
    /** The open scopes, innermost first. */
    private final Deque<PoisoningScope> scopes = new ArrayDeque<>();

    private int poisoned;

    private final Operators operators;

    PoisoningOperators(Operators inner) {
        operators = (Operators) Proxy.newProxyInstance(
                Operators.class.getClassLoader(), new Class<?>[] {Operators.class}, (proxy, method, args) -> {
                    if (method.getName().equals("scope")) {
                        return new PoisoningScope();
                    }
                    try {
                        Object made = method.invoke(inner, args);
                        note(made);
                        return made;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    Operators operators() {
        return operators;
    }

    /** How many tensors were poisoned. */
    int poisoned() {
        return poisoned;
    }

    private void note(Object made) {
        if (made instanceof Heads heads) {
            note(heads.q());
            note(heads.k());
            note(heads.v());
        } else if (made instanceof Tensor tensor && !scopes.isEmpty()) {
            scopes.peek().made.add(tensor.data());
        }
    }

    private final class PoisoningScope implements Scope {
        private final PoisoningScope outer = scopes.peek();
        private final Set<float[]> made = Collections.newSetFromMap(new IdentityHashMap<>());

        PoisoningScope() {
            scopes.push(this);
        }

        @Override
        public Tensor keep(Tensor tensor) {
            if (made.remove(tensor.data()) && outer != null) {
                outer.made.add(tensor.data());
            }
            return tensor;
        }

        @Override
        public Tensor replace(Tensor old, Tensor next) {
            if (made.remove(old.data())) {
                poison(old.data());
            }
            return next;
        }

        @Override
        public void close() {
            if (scopes.pop() != this) {
                throw new IllegalStateException("scopes must be closed innermost first");
            }
            made.forEach(this::poison);
        }

        private void poison(float[] data) {
            Arrays.fill(data, Float.NaN);
            poisoned++;
        }
    }
}
