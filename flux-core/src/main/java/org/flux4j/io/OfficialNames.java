package org.flux4j.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.flux4j.BadInputException;

/**
 * Checkpoints in any of the layouts they are shipped in, as weights under one set of names: those of the official code for
 * transformer and autoencoder, those of the released Hugging Face checkpoints for the text encoders. Nothing is copied.
 */
public final class OfficialNames {
    private static final String BUNDLED = "model.diffusion_model";
    private static final String CLIP = "text_model.";
    private static final String CLIP_EMBEDDING = "embeddings.token_embedding.weight";
    private static final String T5_EMBEDDING = "shared.weight";
    private static final String T5_TIED_EMBEDDING = "encoder.embed_tokens.weight";

    /** A convolution of the latent, which the autoencoders of older models have beside encoder and decoder. */
    private static final Pattern QUANT_CONV = Pattern.compile("(post_)?quant_conv\\.(weight|bias)");

    private OfficialNames() {}

    /**
     * The transformer, from official names (also below {@code model.diffusion_model}, as in files that bundle several
     * modules) or those of diffusers.
     *
     * @throws BadInputException when a tensor belongs to neither layout
     */
    public static Weights transformer(Weights stored) {
        boolean bundled = stored.names().stream().anyMatch(name -> name.startsWith(BUNDLED + "."));
        Weights own = bundled ? stored.in(BUNDLED) : stored;
        ScaleTensors.refuse(own);
        return TransformerNames.TABLE.official(own);
    }

    /**
     * The autoencoder, from official names or those of diffusers.
     *
     * @throws BadInputException when a tensor belongs to neither layout
     */
    public static Weights autoEncoder(Weights stored) {
        ScaleTensors.refuse(stored);
        stored.names().stream()
                .filter(QUANT_CONV.asMatchPredicate())
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInputException(stored.source() + ": tensor " + name
                            + ": expected an autoencoder without this convolution, as in FLUX.1");
                });
        return AutoEncoderNames.TABLE.official(stored);
    }

    /**
     * The CLIP text encoder. Its names begin with {@code text_model.}, which transformers leaves away from version 5 on.
     *
     * @throws BadInputException when it is none
     */
    public static Weights clip(Weights stored) {
        ScaleTensors.refuse(stored);
        if (stored.names().contains(CLIP + CLIP_EMBEDDING)) {
            return stored;
        }
        if (!stored.names().contains(CLIP_EMBEDDING)) {
            throw new BadInputException(
                    stored.source() + ": not a CLIP text encoder: no tensor " + CLIP + CLIP_EMBEDDING);
        }
        Map<String, RenamedWeights.Origin> origins = new LinkedHashMap<>();
        stored.names().forEach(name -> origins.put(CLIP + name, origin(name)));
        return new RenamedWeights(
                stored, origins, name -> name.startsWith(CLIP) ? name.substring(CLIP.length()) : name);
    }

    /**
     * The T5 encoder. Its token embedding may be stored as {@code encoder.embed_tokens.weight} alone; it is named {@code
     * shared.weight} here.
     *
     * @throws BadInputException when it is none
     */
    public static Weights t5(Weights stored) {
        ScaleTensors.refuse(stored);
        if (stored.names().contains(T5_EMBEDDING)) {
            return stored;
        }
        if (!stored.names().contains(T5_TIED_EMBEDDING)) {
            throw new BadInputException(stored.source() + ": not a T5 encoder: no tensor " + T5_EMBEDDING);
        }
        Map<String, RenamedWeights.Origin> origins = new LinkedHashMap<>();
        stored.names().forEach(name -> origins.put(name, origin(name)));
        origins.put(T5_EMBEDDING, origin(T5_TIED_EMBEDDING));
        return new RenamedWeights(stored, origins, name -> name.equals(T5_EMBEDDING) ? T5_TIED_EMBEDDING : name);
    }

    /** What tensors of these names are, in words: the module and whose names it bears. */
    public static Optional<String> describe(Set<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        for (NameTable table : List.of(TransformerNames.TABLE, AutoEncoderNames.TABLE)) {
            Layout layout = table.layout(names);
            if (layout != null) {
                return Optional.of(table.module() + ", " + layout.words());
            }
        }
        if (names.stream().anyMatch(name -> name.startsWith(BUNDLED + "."))) {
            return Optional.of(TransformerNames.TABLE.module() + ", names below " + BUNDLED);
        }
        if (names.contains(CLIP_EMBEDDING) || names.contains(CLIP + CLIP_EMBEDDING)) {
            return Optional.of("CLIP text encoder");
        }
        boolean t5 = names.contains(T5_EMBEDDING) || names.contains(T5_TIED_EMBEDDING);
        return t5 ? Optional.of("T5 encoder") : Optional.empty();
    }

    private static RenamedWeights.Origin origin(String name) {
        return new RenamedWeights.Origin(List.of(name), NameChange.NONE);
    }
}
