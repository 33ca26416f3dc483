package org.flux4j.io;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.flux4j.op.DType;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The tensors of a file that is mapped into memory, with other elements. The new ones come under official names; the place
 * of each in the file is where the old weight of that name lies, whatever it is called there, joined of or changed into. So a
 * model that is trained is stored in the layout that it was read from.
 */
public final class ReplacedWeights {
    private final NavigableMap<Long, StoredTensor> stored = new TreeMap<>(); // by address
    private final Map<String, float[]> elements = new LinkedHashMap<>(); // by stored name

    private ReplacedWeights(WeightFile file) {
        for (StoredTensor tensor : file.tensors().values()) {
            stored.put(tensor.bytes().address(), tensor);
        }
    }

    /**
     * Writes a file with the names, shapes and metadata of another one, in float32. Tensors without new elements keep their
     * own.
     *
     * @param layout the other file
     * @param old its weights under official names
     * @param replacements the new weights under official names
     */
    public static void write(Path file, WeightFile layout, Weights old, Weights replacements) {
        ReplacedWeights replaced = new ReplacedWeights(layout);
        for (String name : replacements.names()) {
            replaced.replace(old.find(name), replacements.find(name));
        }
        SafeTensorsWriter.write(file, replaced.tensors(layout), layout.metadata());
    }

    private void replace(Weight old, Weight replacement) {
        long from = 0;
        for (Weight.Part part : old.parts()) {
            StoredTensor tensor = tensorAt(part.bytes());
            DType dtype = part.dtype();
            long block = (part.bytes().address() - tensor.bytes().address()) / dtype.bytesPerBlock();
            float[] target = elements.computeIfAbsent(
                    tensor.name(),
                    name -> new float[Math.toIntExact(tensor.shape().count())]);
            replacement.read(
                    from, target, Math.toIntExact(block * dtype.weightsPerBlock()), Math.toIntExact(part.count()));
            from += part.count();
        }
    }

    private StoredTensor tensorAt(MemorySegment bytes) {
        return stored.floorEntry(bytes.address()).getValue();
    }

    private List<StoredTensor> tensors(WeightFile layout) {
        List<StoredTensor> tensors = new ArrayList<>();
        layout.tensors().forEach((name, tensor) -> {
            float[] replaced = elements.get(name);
            tensors.add(replaced == null ? tensor : StoredTensor.of(name, Tensor.of(tensor.shape(), replaced)));
        });
        return tensors;
    }
}
