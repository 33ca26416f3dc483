package org.flux4j.contract.backends;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.UnaryOperator;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;

/** Operators whose calls all go through one method. */
abstract class Intercepted {
    private final Operators computing;

    private final Operators operators = (Operators)
            Proxy.newProxyInstance(Operators.class.getClassLoader(), new Class<?>[] {Operators.class}, this::dispatch);

    /** @param computing the operators that compute the results */
    Intercepted(Operators computing) {
        this.computing = computing;
    }

    /** Returns the operators that a model is run with. */
    public final Operators operators() {
        return operators;
    }

    /** A call of an operator. */
    interface Call {
        /** Returns the result for the arguments, or for others in their place. */
        Object on(UnaryOperator<Tensor> arguments);
    }

    /** Returns the result of a call. */
    abstract Object call(String name, Call call);

    abstract Scope scope(String name);

    abstract Step repeated(Step step);

    void close() {
        computing.close();
    }

    final Scope scopeOfComputing(String name) {
        return computing.scope(name);
    }

    private Object dispatch(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "scope" -> scope((String) arguments[0]);
            case "repeated" -> repeated((Step) arguments[0]);
            case "byTokens" -> InvocationHandler.invokeDefault(proxy, method, arguments);
            case "close" -> {
                close();
                yield null;
            }
            default -> call(method.getName(), change -> compute(method, arguments, change));
        };
    }

    private Object compute(Method method, Object[] arguments, UnaryOperator<Tensor> change) {
        Object[] changed = arguments.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = map(changed[i], change);
        }
        try {
            return method.invoke(computing, changed);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns an argument or a result with other tensors in it. */
    static Object map(Object value, UnaryOperator<Tensor> change) {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case Tensor tensor -> change.apply(tensor);
            case Qkv qkv -> new Qkv(change.apply(qkv.q()), change.apply(qkv.k()), change.apply(qkv.v()));
            case LinearTerm term -> new LinearTerm(change.apply(term.x()), term.weight(), term.from());
            case List<?> list ->
                list.stream().map(element -> map(element, change)).toList();
            default -> value;
        };
    }
}
