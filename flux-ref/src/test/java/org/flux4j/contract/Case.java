package org.flux4j.contract;

import java.util.List;
import java.util.function.UnaryOperator;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.ref.RefOperators;

/** One call of one operator, whose result on any backend is held against that of the reference. */
public final class Case {
    /** Calls the operator. Weights and numbers are part of the call, as in a model. */
    interface Call {
        Tensor on(Operators ops, Tensor[] inputs);
    }

    /** As {@link Call}, with several results. */
    interface Calls {
        List<Tensor> on(Operators ops, Tensor[] inputs);
    }

    private final String operator;
    private final String what;
    private final Budget budget;
    private final Calls calls;
    private final List<Tensor> inputs;
    private List<Tensor> want; // once it was computed

    private Case(String operator, String what, Budget budget, Calls calls, Tensor... inputs) {
        this.operator = operator;
        this.what = what;
        this.budget = budget;
        this.calls = calls;
        this.inputs = List.of(inputs);
    }

    /**
     * A case of an operator with one result.
     *
     * @param operator the name of its method
     * @param what tells it from the other cases of the operator
     */
    static Case of(String operator, String what, Budget budget, Call call, Tensor... inputs) {
        return new Case(operator, what, budget, (ops, x) -> List.of(call.on(ops, x)), inputs);
    }

    /** A case of an operator with several results. */
    static Case ofMany(String operator, String what, Budget budget, Calls calls, Tensor... inputs) {
        return new Case(operator, what, budget, calls, inputs);
    }

    /** Returns the name of the operator's method. */
    public String operator() {
        return operator;
    }

    /** Returns how far results may be from those of the reference. */
    public Budget budget() {
        return budget;
    }

    List<Tensor> inputs() {
        return inputs;
    }

    /** Returns the results of the reference. */
    synchronized List<Tensor> want() {
        if (want == null) {
            want = run(new RefOperators(2));
        }
        return want;
    }

    /** Returns the results of other operators. */
    List<Tensor> run(Operators ops) {
        return run(ops, input -> input);
    }

    /** Returns the results for other inputs, each made from its namesake. */
    public List<Tensor> run(Operators ops, UnaryOperator<Tensor> change) {
        return calls.on(ops, inputs.stream().map(change).toArray(Tensor[]::new));
    }

    @Override
    public String toString() {
        return operator + ": " + what;
    }
}
