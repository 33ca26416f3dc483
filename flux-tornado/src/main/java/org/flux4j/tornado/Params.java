package org.flux4j.tornado;

import java.util.Arrays;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.StoredWeight;

/** Parameters of operators, as tensors. */
final class Params {
    private Params() {}

    /** Returns a vector or, if it is {@code null}, {@code count} times the value {@code otherwise}. */
    static Tensor vector(Weight weight, int count, float otherwise) {
        if (weight != null) {
            return Tensor.of(weight.shape(), weight.toFloats());
        }
        float[] values = new float[count];
        Arrays.fill(values, otherwise);
        return Tensor.of(Shape.of(count), values);
    }

    /** Returns a matrix or kernel. It goes to the device as it is stored if that is in float32 or in 16 bits. */
    static Tensor matrix(Weight weight, Engine engine) {
        DType type =
                weight.parts().isEmpty() ? DType.F32 : weight.parts().getFirst().dtype();
        boolean uniform = weight.parts().stream().allMatch(part -> part.dtype() == type);
        return uniform && Widen.knows(type)
                ? Widen.apply(weight, engine)
                : Tensor.of(weight.shape(), new StoredWeight(weight));
    }
}
