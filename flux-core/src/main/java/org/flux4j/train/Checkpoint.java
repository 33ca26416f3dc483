package org.flux4j.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flux4j.BadInputException;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.SafeTensorsWriter;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/**
 * A file that holds the state of training, from which it goes on to the same bits: a safetensors file with four tensors for
 * each parameter, the losses so far, and the settings as metadata. It is written whole or not at all.
 */
public record Checkpoint(Path file) {
    private static final String LOSSES = "losses";

    /** Writes the state, in place of an earlier one. */
    public void save(TrainingState state, Map<String, String> settings) {
        List<StoredTensor> tensors = new ArrayList<>();
        groups(state).forEach((group, arrays) -> {
            int i = 0;
            for (String name : state.parameters().names()) {
                Shape shape = state.parameters().find(name).shape();
                tensors.add(StoredTensor.of(group + "." + name, Tensor.of(shape, arrays.get(i++))));
            }
        });
        float[] losses = new float[state.step()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = state.losses().get(i);
        }
        tensors.add(StoredTensor.of(LOSSES, Tensor.of(Shape.of(losses.length), losses)));
        SafeTensorsWriter.write(file, tensors, settings);
    }

    /**
     * Reads the state.
     *
     * @param state with the parameters of the same module, whose elements are overwritten
     * @param settings those that the state must have been saved with
     * @throws BadInputException if the file cannot be read, or is of another module or of other settings
     */
    public void load(TrainingState state, Map<String, String> settings) {
        SafeTensors saved = SafeTensors.open(file);
        settings.forEach((name, value) -> {
            String found = saved.metadata().get(name);
            if (!value.equals(found)) {
                throw new BadInputException(file + ": begun with " + name + " " + found + ", found " + name + " "
                        + value + "; a new run needs a new folder");
            }
        });
        groups(state).forEach((group, arrays) -> {
            int i = 0;
            for (String name : state.parameters().names()) {
                int[] shape = state.parameters().find(name).shape().toArray();
                float[] elements = arrays.get(i++);
                saved.weights().get(group + "." + name, shape).read(0, elements, 0, elements.length);
            }
        });
        StoredTensor losses = saved.tensors().get(LOSSES);
        if (losses == null) {
            throw new BadInputException(file + ": no tensor " + LOSSES);
        }
        state.losses().clear();
        for (float loss : losses.weight().toFloats()) {
            state.losses().add(loss);
        }
    }

    private static Map<String, List<float[]>> groups(TrainingState state) {
        return new TreeMap<>(Map.of(
                "parameter", state.parameters().values(),
                "average", state.average().values(),
                "first", state.first(),
                "second", state.second()));
    }
}
