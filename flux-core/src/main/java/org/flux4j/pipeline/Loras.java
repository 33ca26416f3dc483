package org.flux4j.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flux4j.BadInputException;
import org.flux4j.io.Lora;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.Weights;

/**
 * The LoRAs that are applied to a model when it is opened. The changes of all of them are added.
 *
 * @param files the files, each with its strength
 * @param lenient whether to go on, with a note, without the tensors that the model does not use
 */
public record Loras(List<Use> files, boolean lenient) {
    /** No LoRAs. */
    public static final Loras NONE = new Loras(List.of(), false);

    /**
     * A file and the factor of its changes: 1 as they were trained, 0 for none.
     *
     * @param strength a finite number
     */
    public record Use(Path file, float strength) {
        /**
         * Creates a use.
         *
         * @throws BadInputException if the strength is not finite
         */
        public Use {
            if (!Float.isFinite(strength)) {
                throw new BadInputException(file + ": strength: expected a finite number, found " + strength);
            }
        }
    }

    /** The weights of a model with the changes, and a note on each file that is not used as a whole. */
    record Applied(Weights transformer, Weights textEncoder, List<String> notes) {}

    /** Creates a list of LoRAs. */
    public Loras {
        files = List.copyOf(files);
    }

    /**
     * Applies all files to a model.
     *
     * @throws BadInputException if one cannot be read, or does not fit the model
     */
    Applied to(ModelFolder folder) {
        Weights transformer = folder.transformer();
        Weights textEncoder = folder.textEncoder();
        List<String> notes = new ArrayList<>();
        for (Use use : files) {
            Lora lora = Lora.open(use.file);
            Optional<String> unused = lora.unused(transformer, textEncoder);
            if (unused.isPresent() && !lenient) {
                throw new BadInputException(unused.get() + "; --lora-lenient goes on without them");
            }
            unused.ifPresent(notes::add);
            transformer = lora.transformer(transformer, use.strength);
            textEncoder = lora.textEncoder(textEncoder, use.strength);
        }
        return new Applied(transformer, textEncoder, notes);
    }
}
