package org.flux4j.sampling;

import java.util.Optional;
import java.util.stream.Stream;

/** The types in which noise is drawn. */
public enum Noise {
    /** Single precision, like diffusers with float32 weights. */
    F32("float32"),

    /** The type of the official code. */
    BF16("bfloat16");

    private final String torchName;

    Noise(String torchName) {
        this.torchName = torchName;
    }

    /** Returns the type with the given name in PyTorch; empty if noise cannot be drawn in it. */
    public static Optional<Noise> ofTorchName(String name) {
        return Stream.of(values()).filter(noise -> noise.torchName.equals(name)).findFirst();
    }
}
