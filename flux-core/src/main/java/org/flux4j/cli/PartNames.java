package org.flux4j.cli;

import java.nio.file.Path;
import org.flux4j.io.PartFiles;

/** The names of weight files in place of those of the model folder; null where its own is meant. */
record PartNames(String transformer, String textEncoder2, String vae) {
    static final PartNames NONE = new PartNames(null, null, null);

    /** Returns these names, completed with others. */
    PartNames orElse(PartNames other) {
        return new PartNames(
                transformer != null ? transformer : other.transformer,
                textEncoder2 != null ? textEncoder2 : other.textEncoder2,
                vae != null ? vae : other.vae);
    }

    /** Returns the files of these names. */
    PartFiles files() {
        return new PartFiles(path(transformer), path(textEncoder2), path(vae));
    }

    private static Path path(String file) {
        return file == null ? null : Paths.of(file);
    }
}
