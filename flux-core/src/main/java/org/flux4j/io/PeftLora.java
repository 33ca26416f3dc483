package org.flux4j.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * Writes a LoRA of the transformer in the layout of PEFT, as diffusers loads it with {@code load_lora_weights}:
 *
 * <pre>
 * transformer.MODULE.lora_A.weight   down, [rank, in]
 * transformer.MODULE.lora_B.weight   up, [out, rank]
 * transformer.MODULE.alpha           scale · rank, []
 * </pre>
 *
 * <p>MODULE is the name that diffusers has for a linear layer. Where it has several layers for a joined one, such as {@code
 * to_q}, {@code to_k} and {@code to_v} for {@code qkv}, each of them gets the same down and its rows of up.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/diffusers/blob/58eb52c0803ea9af3abec60841c2a093bdf1f951/src/diffusers/loaders/lora_pipeline.py">lora_pipeline.py,
 * FluxLoraLoaderMixin</a>.
 */
public final class PeftLora {
    private static final String WEIGHT = ".weight";

    private PeftLora() {}

    /**
     * Writes a file whole or not at all.
     *
     * @param layers the {@linkplain Update#lowRank low-rank} updates by the official names of their linear layers, such as
     *     {@code double_blocks.0.img_attn.qkv}
     * @param metadata remarks to store in the file
     * @throws IllegalArgumentException if there is no such layer, or an update is not of low rank or not of all rows
     * @throws BadInputException if it cannot be written
     */
    public static void write(Path file, Map<String, Update> layers, Map<String, String> metadata) {
        List<StoredTensor> tensors = new ArrayList<>();
        layers.forEach((layer, update) -> addTo(tensors, layer, update));
        SafeTensorsWriter.write(file, tensors, metadata);
    }

    private static void addTo(List<StoredTensor> tensors, String layer, Update update) {
        RenamedWeights.Origin origin = TransformerNames.TABLE
                .origin(layer + WEIGHT)
                .orElseThrow(() -> new IllegalArgumentException("no linear layer " + layer + " in the transformer"));
        if (update.inner().size() != 2 || !update.outer().isEmpty() || update.from() != 0) {
            throw new IllegalArgumentException(layer + ": expected a low-rank update of all rows");
        }
        Weight down = update.inner().getFirst();
        Weight up = origin.change().apply(update.inner().getLast()); // which undoes itself
        int parts = origin.names().size();
        for (int i = 0; i < parts; i++) {
            // of the layers that are joined, all but the last have as many outputs as inputs
            int from = i * down.dim(1);
            int to = i == parts - 1 ? up.dim(0) : from + down.dim(1);
            String name = origin.names().get(i);
            String module = "transformer." + name.substring(0, name.length() - WEIGHT.length());
            tensors.add(stored(module + ".lora_A.weight", down));
            tensors.add(stored(module + ".lora_B.weight", up.slice(from, to)));
            tensors.add(StoredTensor.of(module + ".alpha", Tensor.of(Shape.of(), update.scale() * down.dim(0))));
        }
    }

    private static StoredTensor stored(String name, Weight weight) {
        return StoredTensor.of(name, Tensor.of(weight.shape(), weight.toFloats()));
    }
}
