package org.flux4j.sampling;

import java.util.Optional;
import java.util.stream.Stream;

/** The types that noise is drawn in. */
public enum Noise {
    /** As diffusers does with float32 weights. */
    F32("float32"),

    /** As the official code does. */
    BF16("bfloat16");

    private final String torchName;

    Noise(String torchName) {
        this.torchName = torchName;
    }

    /** Returns the type that PyTorch calls by that name; empty when noise is not drawn in it. */
    public static Optional<Noise> ofTorchName(String name) {
        return Stream.of(values()).filter(noise -> noise.torchName.equals(name)).findFirst();
    }
}
