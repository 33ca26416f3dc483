package org.flux4j.cli;

import java.io.PrintWriter;
import org.flux4j.io.Lora;
import org.flux4j.io.WeightFile;

/** Describes a LoRA: its layout, and the layers that it changes. */
final class LoraReport {
    private LoraReport() {}

    /** Prints the description. */
    static void print(WeightFile file, PrintWriter out) {
        Lora lora = Lora.of(file);
        lora.parts().forEach((layers, changes) -> out.printf("%-46s%s%n", layers, changes));
        if (!lora.strangers().isEmpty()) {
            out.println("unknown: " + lora.strangers().getFirst() + " and "
                    + (lora.strangers().size() - 1) + " more");
        }
        out.println();
    }
}
