package org.flux4j.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A part of a model that has weights. A file may hold several of them, each below a prefix of its own. */
public enum ModelPart {
    TRANSFORMER(
            "transformer",
            "FLUX transformer",
            OfficialNames::transformer,
            "model.diffusion_model",
            "diffusion_model",
            "transformer",
            "model"),
    VAE("vae", "FLUX autoencoder", OfficialNames::autoEncoder, "vae", "first_stage_model"),
    TEXT_ENCODER(
            "text_encoder",
            "CLIP text encoder",
            OfficialNames::clip,
            "text_encoders.clip_l.transformer",
            "cond_stage_model.clip_l.transformer"),
    TEXT_ENCODER_2(
            "text_encoder_2",
            "T5 encoder",
            OfficialNames::t5,
            "text_encoders.t5xxl.transformer",
            "cond_stage_model.t5xxl.transformer");

    /** A part that a file holds beside others. */
    private record Below(WeightFile file, String prefix) implements WeightFile {
        @Override
        public String source() {
            return file.source();
        }

        @Override
        public Map<String, String> metadata() {
            return file.metadata();
        }

        @Override
        public Map<String, StoredTensor> tensors() {
            Map<String, StoredTensor> inner = new LinkedHashMap<>();
            file.tensors().forEach((name, tensor) -> {
                if (name.startsWith(prefix + ".")) {
                    inner.put(name, tensor);
                }
            });
            return inner;
        }

        @Override
        public Weights weights() {
            return file.weights().in(prefix);
        }
    }

    private final String folder;
    private final String module;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final UnaryOperator<Weights> naming;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> prefixes;

    ModelPart(String folder, String module, UnaryOperator<Weights> naming, String... prefixes) {
        this.folder = folder;
        this.module = module;
        this.naming = naming;
        this.prefixes = List.of(prefixes);
    }

    /** Returns the name of the folder that holds this part. */
    public String folder() {
        return folder;
    }

    /** Returns the module as messages name it. */
    public String module() {
        return module;
    }

    /** Returns whether tensors of these names belong to this part, if perhaps among others. */
    public boolean isIn(Set<String> names) {
        return prefix(names).isPresent()
                || OfficialNames.module(names).filter(module::equals).isPresent();
    }

    /** Returns the prefix below which names of this part lie in a file; empty if there is none. */
    Optional<String> prefix(Set<String> names) {
        return prefixes.stream()
                .filter(prefix -> names.stream().anyMatch(name -> name.startsWith(prefix + ".")))
                .findFirst();
    }

    /**
     * Returns the names of a file of several parts that lie below no part's prefix; none if the file has no prefixes. The
     * {@code logit_scale} of a text encoder, by which CLIP compares texts with pictures, is left out.
     */
    static List<String> strangers(Set<String> names) {
        List<String> found =
                Stream.of(values()).flatMap(part -> part.prefix(names).stream()).toList();
        return found.isEmpty()
                ? List.of()
                : names.stream()
                        .filter(name -> found.stream().noneMatch(prefix -> name.startsWith(prefix + ".")))
                        .filter(name -> !name.endsWith(".logit_scale"))
                        .toList();
    }

    /** Returns what a file holds of this part, under the names of the file: all of it, unless there are prefixes. */
    WeightFile of(WeightFile file) {
        return prefix(file.tensors().keySet())
                .<WeightFile>map(prefix -> new Below(file, prefix))
                .orElse(file);
    }

    /**
     * Returns the weights of this part under their official names.
     *
     * @param own the weights of this part alone
     */
    Weights official(Weights own) {
        return naming.apply(own);
    }
}
