package org.flux4j.io;

import java.nio.file.Path;

/**
 * Weight files in place of those of a model folder; null where the folder's own is meant. One file that holds several parts
 * may be named for each of them.
 *
 * @param transformer the file of the transformer
 * @param textEncoder2 the file of the T5 encoder
 * @param vae the file of the autoencoder
 */
public record PartFiles(Path transformer, Path textEncoder2, Path vae) {
    /** The folder's own files. */
    public static final PartFiles NONE = new PartFiles(null, null, null);

    /** Returns the file in place of a part's own; null if there is none. */
    Path of(ModelPart part) {
        return switch (part) {
            case TRANSFORMER -> transformer;
            case TEXT_ENCODER -> null;
            case TEXT_ENCODER_2 -> textEncoder2;
            case VAE -> vae;
        };
    }
}
