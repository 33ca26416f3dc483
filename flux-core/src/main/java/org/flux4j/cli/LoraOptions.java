package org.flux4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flux4j.pipeline.Loras;
import picocli.CommandLine.Option;

/** The options that select LoRAs. */
final class LoraOptions {
    private static final Pattern WITH_STRENGTH = Pattern.compile("(.+):([-+]?[0-9]*\\.?[0-9]+)");

    @Option(
            names = "--lora",
            paramLabel = "FILE[:STRENGTH]",
            description = {
                "A LoRA to apply, with the factor of its changes (default: 1); may be repeated.",
                "The layouts of kohya, PEFT, ai-toolkit, XLabs, ComfyUI, OneTrainer, fal and LyCORIS are read, and the"
                        + " official one."
            })
    private List<String> loras = List.of();

    @Option(
            names = "--lora-lenient",
            description = "Go on, with a note, without those tensors of a LoRA that the model does not use.")
    private boolean lenient;

    /** Returns the LoRAs as they were given. */
    List<String> given() {
        return loras;
    }

    /** Returns whether to go on without tensors that are not used. */
    boolean lenient() {
        return lenient;
    }

    /** Returns the LoRAs that were given. */
    Loras loras() {
        return parse(loras, lenient);
    }

    /** Returns LoRAs, each given as {@code FILE[:STRENGTH]}. */
    static Loras parse(List<String> texts, boolean lenient) {
        return new Loras(texts.stream().map(LoraOptions::parse).toList(), lenient);
    }

    private static Loras.Use parse(String text) {
        Path whole = Paths.of(text);
        Matcher parts = WITH_STRENGTH.matcher(text);
        return parts.matches() && !Files.exists(whole)
                ? new Loras.Use(Paths.of(parts.group(1)), Float.parseFloat(parts.group(2)))
                : new Loras.Use(whole, 1);
    }
}
