package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.flux4j.OneLine;
import org.flux4j.io.OfficialNames;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.StoredTensor;

/** A weight file, tensor by tensor. */
final class WeightFileReport {
    /** Metadata may hold whole configurations; what is longer is cut. */
    private static final int LONGEST = 120;

    private WeightFileReport() {}

    static void print(SafeTensors file, PrintWriter out) {
        out.println(file.source());
        out.println("layout    " + layout(file));
        file.metadata()
                .forEach((key, value) ->
                        out.println("metadata  " + OneLine.of(key, LONGEST) + " = " + OneLine.of(value, LONGEST)));
        out.println();
        int width = file.tensors().keySet().stream()
                .mapToInt(name -> OneLine.of(name, LONGEST).length())
                .max()
                .orElse(0);
        for (StoredTensor tensor : file.tensors().values()) {
            out.printf(
                    Locale.ROOT,
                    "%-" + Math.max(width, 1) + "s  %-7s  %-18s  %,14d bytes%n",
                    OneLine.of(tensor.name(), LONGEST),
                    tensor.type(),
                    tensor.shape(),
                    tensor.bytes().byteSize());
        }
        out.println();
        out.println(StoredSize.of(file.tensors().values()));
    }

    /** What the names say the file is. */
    static String layout(SafeTensors file) {
        return OfficialNames.describe(file.tensors().keySet()).orElse("unknown");
    }
}
