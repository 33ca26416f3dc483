package org.flux4j.contract;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

/** A repeated step returns in every run what the step itself would. */
public interface RepeatedSteps extends Contract {
    @Test
    default void inputsChangeFromRunToRun() {
        Tensor constant = Data.tensor(9, 3, 4);
        try (Operators ops = open(2, "add", "multiply")) {
            Step step = inputs -> {
                try (Scope scope = ops.scope("step")) {
                    Tensor scaled = ops.multiply(ops.add(inputs[0], constant), inputs[1]);
                    return scope.keep(ops.add(scaled, inputs[0]));
                }
            };
            Step repeated = ops.repeated(step);
            for (int run = 0; run < 4; run++) {
                Tensor x = Data.tensor(run, 3, 4);
                Tensor factor = Tensor.scalar(run - 1.5f);
                Budget.EXACT.check("run " + run, repeated.run(x, factor), step.run(x, factor));
            }
        }
    }

    /** What one run returns is the input of the next, as in a denoising loop. */
    @Test
    default void resultsBelongToTheScopeOfTheCall() {
        try (Operators ops = open(2, "add", "multiply");
                Scope loop = ops.scope("loop")) {
            Step step = ops.repeated(inputs -> ops.multiply(ops.add(inputs[0], inputs[0]), inputs[1]));
            List<Tensor> all = new ArrayList<>();
            Tensor x = Data.tensor(1, 5);
            for (int run = 0; run < 5; run++) {
                try (Scope scope = ops.scope("step." + run)) {
                    x = scope.keep(step.run(x, Tensor.scalar(0.25f)));
                    all.add(x);
                }
                ops.add(Data.filled(x.shape(), Float.NaN), x);
            }
            Tensor want = Data.tensor(1, 5);
            for (Tensor got : all) {
                want = Tensor.of(want.shape(), halved(want.data()));
                Budget.EXACT.check("run " + all.indexOf(got), loop.keep(got), want);
            }
        }
    }

    /** Reshaped inputs and results, results in parts, results that are inputs, an operator with a null argument. */
    @Test
    default void tensorsTakeAnyWayThroughAStep() {
        try (Operators ops = open(2, "split", "attention", "concat", "add")) {
            Step step = inputs -> {
                Tensor all = inputs[0].reshape(2, 3 * 4, 5);
                List<Tensor> parts = ops.split(all, 1, 3, 5, 4);
                Qkv qkv = new Qkv(parts.get(0), parts.get(1), ops.concat(parts.get(2), inputs[1].reshape(2, 1, 5), 1));
                return ops.add(ops.attention(qkv, null).reshape(30), inputs[2]).reshape(5, 6);
            };
            Step repeated = ops.repeated(step);
            Step identity = ops.repeated(inputs -> inputs[1].reshape(2, 5));
            for (int run = 0; run < 3; run++) {
                Tensor[] inputs = {Data.tensor(run, 2, 60), Data.tensor(run + 10, 10), Data.tensor(run + 20, 30)};
                Budget.EXACT.check("run " + run, repeated.run(inputs), step.run(inputs));
                Budget.EXACT.check("identity " + run, identity.run(inputs), inputs[1].reshape(2, 5));
            }
        }
    }

    /** Two steps that are run in turn do not know of each other. */
    @Test
    default void stepsDoNotMix() {
        try (Operators ops = open(2, "add", "multiply")) {
            Step twice = ops.repeated(inputs -> ops.add(inputs[0], inputs[0]));
            Step squared = ops.repeated(inputs -> ops.multiply(inputs[0], inputs[0]));
            for (int run = 1; run < 4; run++) {
                Tensor x = Tensor.scalar(run);
                Budget.EXACT.check("twice", twice.run(x), Tensor.scalar(2 * run));
                Budget.EXACT.check("squared", squared.run(x), Tensor.scalar(run * run));
            }
        }
    }

    /** What a closed step returned remains, and so do other steps. */
    @Test
    default void aStepIsClosedAlone() {
        try (Operators ops = open(2, "add", "multiply")) {
            Tensor x = Data.tensor(1, 6);
            Step squared = ops.repeated(inputs -> ops.multiply(inputs[0], inputs[0]));
            Tensor want = ops.multiply(x, x);
            squared.run(x);
            Tensor twice;
            try (Step step = ops.repeated(inputs -> ops.add(inputs[0], inputs[0]))) {
                twice = step.run(x);
            }
            Budget.EXACT.check("another", squared.run(x), want);
            Budget.EXACT.check("closed", twice, ops.add(x, x));
        }
    }

    private static float[] halved(float[] data) {
        float[] half = new float[data.length];
        for (int i = 0; i < half.length; i++) {
            half[i] = data[i] * 0.5f;
        }
        return half;
    }
}
