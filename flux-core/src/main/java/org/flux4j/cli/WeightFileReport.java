package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.OneLine;
import org.flux4j.io.Lora;
import org.flux4j.io.ModelPart;
import org.flux4j.io.OfficialNames;
import org.flux4j.io.StoredTensor;
import org.flux4j.io.WeightFile;

/** Describes a weight file, tensor by tensor. */
final class WeightFileReport {
    /** The length at which names and metadata are cut, since metadata may hold a whole configuration. */
    private static final int MAX_LENGTH = 120;

    private WeightFileReport() {}

    /** Prints the description. */
    static void print(WeightFile file, PrintWriter out) {
        out.println(file.source());
        out.println("layout    " + layout(file));
        out.println("to run    " + missing(file));
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

    /** Returns what a file lacks to be run. */
    private static String missing(WeightFile file) {
        Set<String> names = file.tensors().keySet();
        List<ModelPart> parts =
                Stream.of(ModelPart.values()).filter(part -> part.isIn(names)).toList();
        if (Lora.isOne(names)) {
            return "a model that it changes, with --lora";
        }
        if (parts.isEmpty()) {
            return "it is no part of a model";
        }
        String others = Stream.of(ModelPart.values())
                .filter(part -> !parts.contains(part))
                .map(part -> part.module() + ", ")
                .collect(Collectors.joining());
        return "a model folder with it is needed; missing: " + others + "tokenizer/ and tokenizer_2/";
    }

    /** Returns the kind of a file, judging by the names of its tensors. */
    static String layout(WeightFile file) {
        Set<String> names = file.tensors().keySet();
        return Lora.isOne(names)
                ? "LoRA in the layout of " + Lora.of(file).layout()
                : OfficialNames.describe(names).orElse("unknown");
    }
}
