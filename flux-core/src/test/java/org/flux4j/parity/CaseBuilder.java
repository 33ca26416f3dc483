package org.flux4j.parity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flux4j.io.SafeTensorsWriter;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** A golden case in the making, which a test may damage in one place. */
public final class CaseBuilder {
    private final List<StoredTensor> tensors = new ArrayList<>();
    private final Map<String, String> metadata = new HashMap<>();

    private CaseBuilder(String op) {
        metadata("format", "flux-golden/1").metadata("op", op).metadata("attrs", "{}");
        metadata("atol", "1e-6").metadata("rtol", "1e-6").metadata("source", "written by hand");
    }

    public static CaseBuilder op(String name) {
        return new CaseBuilder(name);
    }

    /** A case that passes: (1, −2, 3) · wᵀ + b with two rows of weights. */
    public static CaseBuilder linear() {
        return op("linear")
                .tensor("in.x", Shape.of(1, 3), 1, -2, 3)
                .tensor("w.weight", Shape.of(2, 3), 1, 0, 2, -1, 0.5f, 0)
                .tensor("w.bias", Shape.of(2), 10, 20)
                .tensor("out.y", Shape.of(1, 2), 17, 18);
    }

    /** Sets a tensor, in place of one of that name. */
    public CaseBuilder tensor(String name, Shape shape, float... data) {
        return tensor(StoredTensor.of(name, Tensor.of(shape, data)));
    }

    public CaseBuilder tensor(StoredTensor tensor) {
        without(tensor.name());
        tensors.add(tensor);
        return this;
    }

    public CaseBuilder without(String name) {
        tensors.removeIf(tensor -> tensor.name().equals(name));
        return this;
    }

    /** Sets an entry of the metadata; null removes it. */
    public CaseBuilder metadata(String key, String value) {
        metadata.compute(key, (k, old) -> value);
        return this;
    }

    public Path write(Path file) {
        SafeTensorsWriter.write(file, tensors, metadata);
        return file;
    }
}
