package org.flux4j.io;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;

/**
 * Weights with updates of linear layers beside them. A model that is made of them applies the updates when it runs:
 *
 * <pre>{@code
 * Map<String, List<Update>> updates = Map.of("double_blocks.0.img_mlp.0", List.of(Update.lowRank(down, up, alpha / rank)));
 * new FluxTransformer(FluxParams.of(folder), new UpdatedWeights(folder.transformer(), updates));
 * }</pre>
 */
public final class UpdatedWeights implements Weights {
    private static final String MATRIX = ".weight";

    private final Weights weights;
    private final Map<String, List<Update>> updates;
    private final Map<String, Weight> replaced;

    /**
     * Creates weights.
     *
     * @param weights the weights under their official names
     * @param updates the updates of each linear layer by its official name, such as {@code double_blocks.0.img_attn.qkv}
     * @throws BadInputException if there is no such layer, or an update does not fit its matrix
     */
    public UpdatedWeights(Weights weights, Map<String, List<Update>> updates) {
        this(weights, updates, Map.of());
    }

    /** Creates weights of which some small ones, such as biases, are replaced by others of the same shapes. */
    UpdatedWeights(Weights weights, Map<String, List<Update>> updates, Map<String, Weight> replaced) {
        this.weights = weights;
        this.updates = Map.copyOf(updates);
        this.replaced = Map.copyOf(replaced);
        updates.forEach((layer, list) -> list.forEach(update -> check(layer, update)));
    }

    private void check(String layer, Update update) {
        Weight matrix = weights.find(layer + MATRIX);
        if (matrix == null || matrix.shape().rank() != 2) {
            throw new BadInputException(weights.source() + ": no linear layer " + layer + " to update");
        }
        Shape delta = update.shape();
        int most = matrix.dim(0) - update.from();
        if (delta.dim(1) != matrix.dim(1) || update.from() < 0 || delta.dim(0) > most) {
            throw new BadInputException(weights.source() + ": linear layer " + layer + " of shape " + matrix.shape()
                    + ": an update of shape " + delta + " from row " + update.from() + " on does not fit");
        }
    }

    @Override
    public String source() {
        return weights.source();
    }

    @Override
    public Set<String> names() {
        return weights.names();
    }

    @Override
    public Weight find(String name) {
        Weight found = weights.find(name);
        return replaced.getOrDefault(name, found);
    }

    @Override
    public String fullName(String name) {
        return weights.fullName(name);
    }

    /** Returns the updates of the given matrix, those of the underlying weights first. */
    @Override
    public List<Update> updates(String name) {
        String layer = name.endsWith(MATRIX) ? name.substring(0, name.length() - MATRIX.length()) : "";
        return Stream.concat(weights.updates(name).stream(), updates.getOrDefault(layer, List.of()).stream())
                .toList();
    }
}
