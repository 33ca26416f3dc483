package org.flux4j.contract.backends;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Step;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;

/**
 * A backend that records the calls of the first run of a repeated step, and replays them in later runs without the step's
 * code. Scopes are part of the record.
 */
public final class Recording extends Intercepted {
    private final List<String> calls = new ArrayList<>();
    private List<Entry> record; // null unless a step is being recorded

    /** @param computing the operators that compute the results, in the first run and in later ones */
    public Recording(Operators computing) {
        super(computing);
    }

    /** Returns the names of the operators that code outside has called so far: replayed calls are not among them. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** One call on the record. */
    private interface Entry {
        void replay(Replay values);
    }

    /** What stands in a later run for the tensors and scopes of the first. */
    private static final class Replay {
        private final IdentityHashMap<Storage, Tensor> tensors = new IdentityHashMap<>();
        private final IdentityHashMap<Scope, Scope> scopes = new IdentityHashMap<>();

        Tensor of(Tensor recorded) {
            Tensor now = tensors.get(recorded.storage());
            return now == null ? recorded : now.reshape(recorded.shape().toArray());
        }

        void put(List<Tensor> recorded, List<Tensor> now) {
            for (int i = 0; i < recorded.size(); i++) {
                tensors.put(recorded.get(i).storage(), now.get(i));
            }
        }
    }

    @Override
    Object call(String name, Call call) {
        calls.add(name);
        Object result = call.on(tensor -> tensor);
        note(values -> values.put(tensors(result), tensors(call.on(values::of))));
        return result;
    }

    private static List<Tensor> tensors(Object result) {
        List<Tensor> tensors = new ArrayList<>();
        map(result, tensor -> {
            tensors.add(tensor);
            return tensor;
        });
        return tensors;
    }

    private void note(Entry entry) {
        if (record != null) {
            record.add(entry);
        }
    }

    @Override
    Scope scope(String name) {
        Scope scope = scopeOfComputing(name);
        note(values -> values.scopes.put(scope, scopeOfComputing(name)));
        return new Scope() {
            @Override
            public Tensor keep(Tensor tensor) {
                note(values -> values.scopes.get(scope).keep(values.of(tensor)));
                return scope.keep(tensor);
            }

            @Override
            public Tensor replace(Tensor old, Tensor next) {
                note(values -> values.scopes.get(scope).replace(values.of(old), values.of(next)));
                return scope.replace(old, next);
            }

            @Override
            public void trim() {
                note(values -> values.scopes.get(scope).trim());
                scope.trim();
            }

            @Override
            public void close() {
                note(values -> values.scopes.get(scope).close());
                scope.close();
            }
        };
    }

    @Override
    Step repeated(Step step) {
        return new RecordedStep(step);
    }

    private final class RecordedStep implements Step {
        private final Step step;
        private final List<Entry> entries = new ArrayList<>();
        private List<Tensor> inputs; // of the first run, null before it
        private Tensor result;

        RecordedStep(Step step) {
            this.step = step;
        }

        @Override
        public Tensor run(Tensor... now) {
            if (record != null) {
                return step.run(now); // part of the step around it
            }
            return inputs == null ? first(List.of(now)) : again(List.of(now));
        }

        private Tensor first(List<Tensor> now) {
            record = entries;
            try {
                result = step.run(now.toArray(Tensor[]::new));
            } finally {
                record = null;
            }
            inputs = now;
            return result;
        }

        private Tensor again(List<Tensor> now) {
            if (!shapes(now).equals(shapes(inputs))) {
                throw new IllegalArgumentException("inputs: expected " + shapes(inputs) + ", found " + shapes(now));
            }
            Replay values = new Replay();
            values.put(inputs, now);
            entries.forEach(entry -> entry.replay(values));
            return values.of(result);
        }
    }

    private static List<Shape> shapes(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::shape).toList();
    }
}
