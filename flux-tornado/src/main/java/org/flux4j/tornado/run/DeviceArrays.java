package org.flux4j.tornado.run;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * The arrays of a recorded step: one for each buffer of its results, for each of its inputs, and for each constant. The
 * memory of constants on the host is given back once they are on the device.
 */
final class DeviceArrays {
    private final BufferPlan plan;
    private final Map<Integer, FloatArray> buffers = new HashMap<>();
    private final IdentityHashMap<Storage, FloatArray> inputs = new IdentityHashMap<>();

    /** @param inputs the tensors that stand for the inputs of the step */
    DeviceArrays(BufferPlan plan, List<Tensor> inputs) {
        this.plan = plan;
        inputs.forEach(input -> this.inputs.put(
                input.storage(),
                new FloatArray(Math.max(1, Math.toIntExact(input.shape().count())))));
    }

    /** Returns the array of an input or result of the step, which passes from graph to graph; empty for a constant. */
    Optional<FloatArray> changing(Storage storage) {
        FloatArray input = inputs.get(storage);
        return input != null ? Optional.of(input) : plan.buffer(storage).map(this::buffer);
    }

    boolean isInput(FloatArray array) {
        return inputs.containsValue(array);
    }

    private FloatArray buffer(int number) {
        return buffers.computeIfAbsent(
                number, n -> new FloatArray(Math.toIntExact(plan.sizes().get(n))));
    }

    /** Writes the elements of the inputs of a run. */
    void write(List<Tensor> recorded, List<Tensor> now) {
        for (int i = 0; i < now.size(); i++) {
            Copies.write(
                    new Launch.Input(now.get(i)), inputs.get(recorded.get(i).storage()));
        }
    }
}
