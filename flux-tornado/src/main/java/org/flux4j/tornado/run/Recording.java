package org.flux4j.tornado.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.flux4j.op.Shape;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;

/** Records the calls of kernels, with shapes alone, in order to run them later. */
final class Recording implements Engine {
    /**
     * A call on the record.
     *
     * @param unit the path of the scopes that the call belongs to
     * @param results the tensors that stand for its results
     */
    record Recorded(Launch launch, String unit, List<Tensor> results) {}

    private final Supplier<String> unit;
    private final List<Recorded> calls = new ArrayList<>();

    /** Creates a recording. */
    Recording(Supplier<String> unit) {
        this.unit = unit;
    }

    /** Returns a tensor without elements. */
    static Tensor value(Shape shape) {
        return Tensor.of(shape, new Storage() {
            @Override
            public float[] elements() {
                throw new IllegalStateException("a step that is repeated reads no elements");
            }
        });
    }

    /** Returns a tensor without elements for each result of a call. */
    static List<Tensor> values(Launch launch) {
        return launch.results().stream().map(Recording::value).toList();
    }

    @Override
    public List<Tensor> call(Launch launch) {
        List<Tensor> results = values(launch);
        calls.add(new Recorded(launch, unit.get(), results));
        return results;
    }

    List<Recorded> calls() {
        return calls;
    }
}
