package org.flux4j.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.BadInputException;

/**
 * Gives the weights of checkpoints one set of names, whatever layout they are stored in: those of the official code for the
 * transformer and the autoencoder, those of the released Hugging Face checkpoints for the text encoders. Nothing is copied.
 */
public final class OfficialNames {
    private static final String CLIP = "text_model.";
    private static final String CLIP_EMBEDDING = "embeddings.token_embedding.weight";
    private static final String T5_EMBEDDING = "shared.weight";
    private static final String T5_TIED_EMBEDDING = "encoder.embed_tokens.weight";

    private static final String T5_EMBEDDING_OF_LLAMA = "token_embd.weight";

    /** A convolution of the latent, which the autoencoders of older models have beside encoder and decoder. */
    private static final Pattern QUANT_CONV = Pattern.compile("(post_)?quant_conv\\.(weight|bias)");

    private OfficialNames() {}

    /**
     * Returns the weights of a transformer that is stored under its official names, under those below a prefix such as {@code
     * model.diffusion_model} in a file that bundles several modules, or under those of diffusers.
     *
     * @throws BadInputException if the layout is neither, or the weights are quantised in a way that cannot be read
     */
    public static Weights transformer(Weights stored) {
        Weights own =
                ModelPart.TRANSFORMER.prefix(stored.names()).map(stored::in).orElse(stored);
        return TransformerNames.TABLE.official(scaled(own));
    }

    /**
     * Returns the weights of an autoencoder that is stored under its official names or those of diffusers.
     *
     * @throws BadInputException if the layout is neither, the weights are quantised in a way that cannot be read, or there is a convolution that
     *     FLUX.1 does not have
     */
    public static Weights autoEncoder(Weights stored) {
        Weights scaled = scaled(stored);
        stored.names().stream()
                .filter(QUANT_CONV.asMatchPredicate())
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInputException(stored.source() + ": tensor " + name
                            + ": expected an autoencoder without this convolution, as in FLUX.1");
                });
        return AutoEncoderNames.TABLE.official(scaled);
    }

    /**
     * Returns the weights of a CLIP text encoder under names that begin with {@code text_model.}, which transformers omits
     * since version 5.
     *
     * @throws BadInputException if it is no CLIP text encoder, or the weights are quantised in a way that cannot be read
     */
    public static Weights clip(Weights file) {
        Weights stored = scaled(file);
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
     * Returns the weights of a T5 encoder, which may be stored under the names of llama.cpp, with the token embedding as
     * {@code shared.weight}, which may be stored as {@code encoder.embed_tokens.weight} alone.
     *
     * @throws BadInputException if it is no T5 encoder, or the weights are quantised in a way that cannot be read
     */
    public static Weights t5(Weights file) {
        Weights stored = scaled(file);
        if (stored.names().contains(T5_EMBEDDING_OF_LLAMA)) {
            return T5Names.TABLE.renamed(stored);
        }
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

    /** Returns the modules and the layout that tensors of these names belong to, as messages name them; empty if unknown. */
    public static Optional<String> describe(Set<String> names) {
        String bundled = Stream.of(ModelPart.values())
                .flatMap(part -> part.prefix(names).stream().map(prefix -> part.module() + ", names below " + prefix))
                .collect(Collectors.joining("; "));
        if (!bundled.isEmpty()) {
            return Optional.of(bundled);
        }
        return module(names)
                .map(module -> Stream.of(TransformerNames.TABLE, AutoEncoderNames.TABLE)
                        .filter(table -> table.module().equals(module))
                        .findAny()
                        .map(table -> module + ", " + table.layout(names).words())
                        .orElse(names.contains(T5_EMBEDDING_OF_LLAMA) ? module + ", names of llama.cpp" : module));
    }

    /** Returns the module that most tensors of these names belong to, without any prefix; empty if unknown. */
    static Optional<String> module(Set<String> names) {
        for (NameTable table : List.of(TransformerNames.TABLE, AutoEncoderNames.TABLE)) {
            if (!names.isEmpty() && table.layout(names) != null) {
                return Optional.of(table.module());
            }
        }
        if (names.contains(CLIP_EMBEDDING) || names.contains(CLIP + CLIP_EMBEDDING)) {
            return Optional.of(ModelPart.TEXT_ENCODER.module());
        }
        return Stream.of(T5_EMBEDDING, T5_TIED_EMBEDDING, T5_EMBEDDING_OF_LLAMA).anyMatch(names::contains)
                ? Optional.of(T5Names.TABLE.module())
                : Optional.empty();
    }

    /** Returns weights with their scales applied, and refuses those that are quantised in other ways. */
    private static Weights scaled(Weights stored) {
        ScaleTensors.refuse(stored);
        return ScaledWeights.of(stored);
    }

    private static RenamedWeights.Origin origin(String name) {
        return new RenamedWeights.Origin(List.of(name), NameChange.NONE);
    }
}
