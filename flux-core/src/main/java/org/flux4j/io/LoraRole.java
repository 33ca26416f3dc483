package org.flux4j.io;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a tensor of a LoRA is to its layer, as the end of its name tells. W is the matrix of the layer, b its bias, s the
 * strength that the LoRA is applied with.
 */
enum LoraRole {
    /** A [rank, in] of W + s · alpha / rank · B·A. */
    DOWN(
            ".lora_A.weight",
            ".lora_A.default.weight",
            ".lora_A",
            ".lora_down.weight",
            ".lora.down.weight",
            "_lora.down.weight",
            ".lora_linear_layer.down.weight",
            ".down.weight"),
    /** B [out, rank]. */
    UP(
            ".lora_B.weight",
            ".lora_B.default.weight",
            ".lora_B",
            ".lora_up.weight",
            ".lora.up.weight",
            "_lora.up.weight",
            ".lora_linear_layer.up.weight",
            ".up.weight"),
    ALPHA(".alpha"),
    /** w1 and w2 of W + s · f · w1 ⊗ w2, each whole, or as a product a · b. */
    LOKR_W1(".lokr_w1"),
    LOKR_W1_A(".lokr_w1_a"),
    LOKR_W1_B(".lokr_w1_b"),
    LOKR_W2(".lokr_w2"),
    LOKR_W2_A(".lokr_w2_a"),
    LOKR_W2_B(".lokr_w2_b"),
    /** d of W + s · d; W may be the scale of a norm. */
    DIFFERENCE(".diff", ".w_norm"),
    /** d of b + s · d. */
    BIAS_DIFFERENCE(".diff_b", ".b_norm", ".lora_B.bias", ".lora_B.default.bias", ".lora_up.bias"),
    /** What the scale of a norm is replaced by, whatever s. */
    REPLACEMENT(".set_weight", ".scale", ".weight"),
    /** The shape that W is to have, padded with zeros. */
    SHAPE(".reshape_weight"),
    DORA(
            ".dora_scale",
            ".lora_magnitude_vector",
            ".lora_magnitude_vector.weight",
            ".lora_magnitude_vector.default.weight"),
    LOHA(".hada_w1_a", ".hada_w1_b", ".hada_w2_a", ".hada_w2_b");

    /** An end of a name. */
    record End(String text, LoraRole role) {}

    private static final List<End> ENDS = Stream.of(values())
            .flatMap(role -> role.ends().map(end -> new End(end, role)))
            .sorted(Comparator.comparingInt(end -> -end.text.length()))
            .toList();

    private final String ends; // with spaces between them

    LoraRole(String... ends) {
        this.ends = String.join(" ", ends);
    }

    /** Returns the end as it is usually written, for messages. */
    String firstEnd() {
        return ends().findFirst().orElseThrow().substring(1);
    }

    /** Returns the longest end that a name has; empty if it has none of them. */
    static Optional<End> end(String name) {
        return ENDS.stream().filter(end -> name.endsWith(end.text)).findFirst();
    }

    private Stream<String> ends() {
        return Stream.of(ends.split(" ", -1));
    }
}
