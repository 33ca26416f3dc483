package org.flux4j.cli;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.StoredTensor;
import org.flux4j.model.AutoEncoderParams;
import org.flux4j.model.ClipConfig;
import org.flux4j.model.FluxParams;
import org.flux4j.model.T5Config;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.KontextResolutions;
import org.flux4j.pipeline.Loras;
import org.flux4j.sampling.DynamicShift;
import org.flux4j.sampling.Schedule;
import org.flux4j.sampling.StaticShift;

/** Describes a model folder, part by part. */
final class FolderReport {
    private final ModelFolder folder;
    private final Loras loras;
    private final PrintWriter out;

    FolderReport(ModelFolder folder, Loras loras, PrintWriter out) {
        this.folder = folder;
        this.loras = loras;
        this.out = out;
    }

    /** Prints the description and returns the total size of the weights. */
    StoredSize print() {
        out.println(folder.path());
        List<StoredTensor> all = new ArrayList<>();
        folder.weightFiles().forEach((part, weights) -> {
            all.addAll(weights.tensors().values());
            row(part, WeightFileReport.layout(weights) + ": " + relative(Path.of(weights.source())));
            row("", StoredSize.of(weights.tensors().values()).toString());
            row("", sizes(part));
        });
        loras.files().forEach(use -> {
            SafeTensors file = SafeTensors.open(use.file());
            all.addAll(file.tensors().values());
            row("LoRA", WeightFileReport.layout(file) + ": " + file.source());
            row("", StoredSize.of(file.tensors().values()).toString());
        });
        StoredSize total = StoredSize.of(all);
        row("all weights", total.toString());
        row("tokenizer", existing(folder.tokenizer(), "tokenizer.json", "vocab.json", "merges.txt"));
        row("tokenizer_2", existing(folder.tokenizer2(), "tokenizer.json", "spiece.model"));
        row("scheduler", folder.config("scheduler").map(this::schedule).orElse("none: as for the official models"));
        row("Kontext sizes", kontextSizes());
        return total;
    }

    private String kontextSizes() {
        List<Resolution> sizes =
                KontextResolutions.of(folder, AutoEncoderParams.of(folder).pixelsPerToken());
        return sizes.equals(KontextResolutions.OFFICIAL)
                ? "the official ones"
                : sizes.stream().map(Resolution::toString).collect(joining(", "));
    }

    /** Returns a file's path from the folder on, if it lies in it. */
    private Path relative(Path file) {
        return file.startsWith(folder.path()) ? folder.path().relativize(file) : file;
    }

    private void row(String name, String text) {
        out.printf("%-16s%s%n", name, text);
    }

    private String sizes(String part) {
        return switch (part) {
            case "transformer" -> transformer(FluxParams.of(folder));
            case "vae" -> autoEncoder(AutoEncoderParams.of(folder));
            case "text_encoder" -> clip(ClipConfig.of(folder));
            default -> t5(T5Config.of(folder));
        };
    }

    private static String transformer(FluxParams params) {
        return "hidden size " + params.hiddenSize() + ", " + params.numHeads() + " heads of " + params.headDim() + ", "
                + params.depth() + " double-stream and " + params.depthSingleBlocks() + " single-stream blocks, "
                + (params.guidanceEmbed() ? "with guidance" : "without guidance");
    }

    private static String autoEncoder(AutoEncoderParams params) {
        String channels = params.chMult().stream()
                .map(mult -> Integer.toString(mult * params.ch()))
                .collect(joining(", "));
        return "channels " + channels + " in " + params.normGroups() + " groups, " + params.zChannels()
                + " latent channels";
    }

    private static String clip(ClipConfig config) {
        return "hidden size " + config.hiddenSize() + ", " + config.numAttentionHeads() + " heads, "
                + config.numHiddenLayers() + " layers, " + config.vocabSize() + " tokens";
    }

    private static String t5(T5Config config) {
        return "hidden size " + config.dModel() + ", " + config.numHeads() + " heads of " + config.dKv() + ", "
                + config.numLayers() + " layers, " + config.vocabSize() + " tokens";
    }

    /** Returns those of the given file names that exist in a folder. */
    private static String existing(Path folder, String... names) {
        return Stream.of(names)
                .filter(name -> Files.exists(folder.resolve(name)))
                .collect(joining(", "));
    }

    private String schedule(JsonNode config) {
        Schedule schedule = Schedule.of(
                folder.path()
                        .resolve("scheduler")
                        .resolve("scheduler_config.json")
                        .toString(),
                config);
        if (schedule instanceof DynamicShift shift) {
            return "shifted by size, mu from " + shift.baseShift() + " to " + shift.maxShift();
        }
        return schedule.equals(StaticShift.NONE) ? "not shifted" : "shifted by " + ((StaticShift) schedule).shift();
    }
}
