package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import org.flux4j.OneLine;
import org.flux4j.io.Lora;
import org.flux4j.io.OfficialNames;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.StoredTensor;

/** Describes a weight file, tensor by tensor. */
final class WeightFileReport {
    /** The length at which names and metadata are cut, since metadata may hold a whole configuration. */
    private static final int MAX_LENGTH = 120;

    private WeightFileReport() {}

    /** Prints the description. */
    static void print(SafeTensors file, PrintWriter out) {
        out.println(file.source());
        out.println("layout    " + layout(file));
        file.metadata()
                .forEach((key, value) -> out.println(
                        "metadata  " + OneLine.of(key, MAX_LENGTH) + " = " + OneLine.of(value, MAX_LENGTH)));
        out.println();
        if (Lora.isOne(file.tensors().keySet())) {
            LoraReport.print(file, out);
        }
        int width = file.tensors().keySet().stream()
                .mapToInt(name -> OneLine.of(name, MAX_LENGTH).length())
                .max()
                .orElse(0);
        for (StoredTensor tensor : file.tensors().values()) {
            out.printf(
                    Locale.ROOT,
                    "%-" + Math.max(width, 1) + "s  %-7s  %-18s  %,14d bytes%n",
                    OneLine.of(tensor.name(), MAX_LENGTH),
                    tensor.type(),
                    tensor.shape(),
                    tensor.bytes().byteSize());
        }
        out.println();
        out.println(StoredSize.of(file.tensors().values()));
    }

    /** Returns the kind of a file, judging by the names of its tensors. */
    static String layout(SafeTensors file) {
        Set<String> names = file.tensors().keySet();
        return Lora.isOne(names)
                ? "LoRA in the layout of " + Lora.of(file).layout()
                : OfficialNames.describe(names).orElse("unknown");
    }
}
