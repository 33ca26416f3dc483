package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flux4j.op.Planner;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.Backend;
import org.flux4j.pipeline.KontextResolutions;
import org.flux4j.pipeline.MemoryForecast;
import org.flux4j.pipeline.Model;
import org.flux4j.pipeline.RoundedSize;

/** Predicts the memory that an edit needs in each of its stages, and the peak with and without the reference. */
record MemoryReport(Model model, StoredSize weights, Backend backend, PrintWriter out) {
    /** Prints the prediction. */
    void print(MemoryOptions options) {
        RoundedSize size = options.size(model);
        Resolution picture = size.used();
        Resolution reference = KontextResolutions.nearest(picture, model.resolutions());
        int textTokens = options.textTokens();
        int tile = options.vaeTile();

        out.println();
        size.note().ifPresent(out::println);
        out.printf(
                Locale.ROOT,
                "Memory for an edit at %s (reference %s, %d text tokens)%n",
                picture,
                reference,
                textTokens);
        row("weights", weights.bytes(), "as stored; mapped, so the system loads what is used and may evict it");
        Optional<Planner> planner = backend.planner();
        if (planner.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "The backend %s leaves memory to the garbage collector, so there is no prediction.%n",
                    backend.name());
            return;
        }
        MemoryForecast forecast = new MemoryForecast(model, planner.get());
        List<MemoryForecast.Stage> edit = forecast.stages(picture, List.of(reference), textTokens, tile);
        edit.forEach(stage -> row(stage.name(), stage.bytes(), ""));
        row(planner.get().memory(), largest(edit), "the largest of these, which run one after another");
        row("", largest(forecast.stages(picture, List.of(), textTokens, tile)), "without the reference");
        row("there are", backend.device().memory(), "of which a run takes some for pictures and the garbage collector");
        out.printf(
                Locale.ROOT,
                "This counts the tensors and the working memory of the backend %s on %d threads, but not pictures,%n"
                        + "tokenizers and Java itself, nor the spare memory that the garbage collector needs.%n",
                backend.name(),
                backend.threads());
    }

    private static long largest(List<MemoryForecast.Stage> stages) {
        return MemoryForecast.largest(stages).bytes();
    }

    private void row(String name, long bytes, String remark) {
        out.printf(Locale.ROOT, "%-24s%10s%s%n", name, Bytes.format(bytes), remark.isEmpty() ? "" : "  " + remark);
    }
}
