package org.flux4j.io;

import org.flux4j.op.Weight;

/**
 * The layer of the model that a module of a LoRA changes, or some of its rows. Layers that diffusers keeps apart and the
 * official code joins, such as q, k and v, are its parts; all but the last have as many rows as the layer has inputs.
 *
 * @param layer the official name
 * @param tensor the name of its weight: {@code weight}, or {@code scale} for a norm
 * @param from the first part
 * @param to the part after the last
 * @param parts the number of parts
 * @param change what makes official rows of those of the module
 */
record LoraTarget(String layer, String tensor, int from, int to, int parts, NameChange change) {
    /** Returns whether it is a layer of CLIP, rather than of the transformer. */
    boolean isClip() {
        return layer.startsWith("text_model.");
    }

    /** Returns the name of the weight. */
    String weight() {
        return layer + "." + tensor;
    }

    /** Returns the name of the bias. */
    String bias() {
        return layer + ".bias";
    }

    /** Returns whether a tensor of that role can change the layer: a linear one, or a norm. */
    boolean takes(LoraRole role) {
        return tensor.equals("scale")
                ? role == LoraRole.REPLACEMENT || role == LoraRole.DIFFERENCE
                : role != LoraRole.REPLACEMENT;
    }

    /** Returns the first row of the weight that is changed. */
    int firstRow(Weight weight) {
        return from == 0 ? 0 : from * weight.dim(1);
    }

    /** Returns the row after the last that is changed. */
    int endRow(Weight weight) {
        return to == parts ? weight.dim(0) : to * weight.dim(1);
    }
}
