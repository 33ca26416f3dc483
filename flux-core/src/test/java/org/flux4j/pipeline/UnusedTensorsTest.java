package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.io.ElementType;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No part of a model holds tensors that nobody reads without a word, and none that change the meaning of others. */
class UnusedTensorsTest {
    private static final String WEIGHTS = "diffusion_pytorch_model";
    private static final String DIFFUSERS = WEIGHTS + ".safetensors";
    private static final String SHARD = WEIGHTS + "-00002-of-00003.safetensors";

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"tiny-random", "tiny-dev", "tiny-official", "tiny-schnell"})
    void whatIsCompleteNeedsNoWord(String model) {
        assertThat(Model.open(ModelCopy.TESTDATA.resolve(model)).notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAYER.weight_scale_2", "LAYER.weight.absmax"})
    void scaledAndQuantisedWeightsAreRefusedInEveryPart(String mark) throws IOException {
        refuse("tiny-random", "transformer/" + DIFFUSERS, mark, "transformer_blocks.1.attn.to_q");
        refuse("tiny-random", "vae/" + DIFFUSERS, mark, "decoder.mid_block.attentions.0.to_q");
        refuse("tiny-random", "text_encoder/model.safetensors", mark, "encoder.layers.0.mlp.fc1");
        refuse("tiny-schnell", "text_encoder_2/model.safetensors", mark, "encoder.block.0.layer.0.SelfAttention.q");
        refuse("tiny-official", "flux1-tiny-dev.safetensors", mark, "double_blocks.1.img_attn.qkv");
        refuse("tiny-official", "ae.safetensors", mark, "decoder.mid.attn_1.q");
        refuse("tiny-dev", "transformer/" + SHARD, mark, "transformer_blocks.1.attn.to_q");
    }

    private void refuse(String model, String file, String mark, String layer) throws IOException {
        ModelCopy copy = ModelCopy.of(model, Files.createTempDirectory(temporary, "x"));
        String name = mark.replace("LAYER", layer);
        copy.change(file, tensors -> {
            assertThat(tensors.keySet()).anyMatch(known -> known.endsWith(layer + ".weight"));
            tensors.put(name, StoredTensor.of("", Tensor.zeros(1)));
        });
        Path source =
                model.equals("tiny-dev") ? copy.file("transformer/" + DIFFUSERS + ".index.json") : copy.file(file);
        assertThatThrownBy(() -> Model.open(copy.folder()))
                .isInstanceOf(BadInputException.class)
                .hasMessage(source + ": tensor " + name
                        + ": weights that are scaled or quantised like this are not supported");
    }

    @Test
    void whatTheIndexOfShardsDoesNotNameIsSeen() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-dev", temporary);
        copy.change("vae/" + SHARD, tensors -> tensors.put("extra", StoredTensor.of("", Tensor.zeros(1))));
        assertThat(Model.open(copy.folder()).notes()).containsExactly("vae: 1 tensor is not used: extra");
    }

    /** Whatever its type: nobody reads it. */
    @ParameterizedTest
    @CsvSource({
        "tiny-random, transformer/diffusion_pytorch_model.safetensors, transformer",
        "tiny-official, flux1-tiny-dev.safetensors, transformer",
        "tiny-random, vae/diffusion_pytorch_model.safetensors, vae",
        "tiny-official, ae.safetensors, vae",
        "tiny-random, text_encoder/model.safetensors, text_encoder",
        "tiny-random, text_encoder_2/model.safetensors, text_encoder_2"
    })
    void anyOtherTensorIsNoted(String model, String file, String part) throws IOException {
        ModelCopy copy = ModelCopy.of(model, temporary);
        for (ElementType type : List.of(ElementType.BOOL, ElementType.I32, ElementType.F4, ElementType.F8_E5M2)) {
            MemorySegment bytes = MemorySegment.ofArray(new byte[type.bits()]);
            copy.change(file, tensors -> tensors.put("z." + type, new StoredTensor("", type, Shape.of(2, 4), bytes)));
        }
        String note = part + ": 4 tensors are not used: z.BOOL, z.F4 and 2 more";
        assertThat(Model.open(copy.folder()).notes()).containsExactly(note);
        assertThat(FluxPipeline.builder()
                        .model(copy.folder())
                        .prompt("x")
                        .build()
                        .notes())
                .contains(note);
    }

    @Test
    void theNoteIsOneLine() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-random", temporary);
        copy.change("vae/" + DIFFUSERS, tensors -> {
            tensors.put("a\n\033[2J", StoredTensor.of("", Tensor.zeros(1)));
            tensors.put("b".repeat(1000), StoredTensor.of("", Tensor.zeros(0)));
        });
        assertThat(Model.open(copy.folder()).notes())
                .singleElement()
                .asString()
                .startsWith("vae: 2 tensors are not used: a\\u000a\\u001b[2J, bbb")
                .hasSizeLessThan(310);
    }

    @Test
    void theWholeOfT5OrClipIsNoted() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-random", temporary);
        add(copy, "text_encoder_2", "decoder.final_layer_norm.weight", "lm_head.weight");
        add(copy, "text_encoder", "logit_scale", "text_projection.weight", "visual_projection.weight");
        assertThat(Model.open(copy.folder()).notes())
                .containsExactly(
                        "text_encoder: 3 tensors are not used: logit_scale, text_projection.weight and 1 more",
                        "text_encoder_2: 2 tensors are not used: decoder.final_layer_norm.weight, lm_head.weight");
    }

    @Test
    void whatTransformersAlwaysWritesNeedsNoWord() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-random", temporary);
        add(copy, "text_encoder", "embeddings.position_ids");
        copy.change("text_encoder_2/model.safetensors", tensors -> {
            assertThat(tensors).containsKey("shared.weight");
            tensors.put("encoder.embed_tokens.weight", tensors.get("shared.weight"));
        });
        assertThat(Model.open(copy.folder()).notes()).isEmpty();
        copy.change("text_encoder_2/model.safetensors", tensors -> tensors.remove("shared.weight"));
        copy.change("text_encoder/model.safetensors", tensors -> {
            Map<String, StoredTensor> bare = Map.copyOf(tensors);
            tensors.clear();
            bare.forEach((name, tensor) -> tensors.put("text_model." + name, tensor));
        });
        assertThat(Model.open(copy.folder()).notes()).isEmpty();
    }

    @Test
    void whatBelongsToNoModuleOfABundleIsNoted() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-official", temporary);
        String file = "flux1-tiny-dev.safetensors";
        copy.change(file, tensors -> {
            Map<String, StoredTensor> bare = Map.copyOf(tensors);
            tensors.clear();
            bare.forEach((name, tensor) -> tensors.put("model.diffusion_model." + name, tensor));
            tensors.put("model.diffusion_model.scaled_fp8", StoredTensor.of("", Tensor.zeros(0)));
            tensors.put("vae.decoder.conv_in.bias", StoredTensor.of("", Tensor.zeros(1)));
            tensors.put("text_encoders.clip_l.logit_scale", StoredTensor.of("", Tensor.zeros(1)));
        });
        assertThat(Model.open(copy.folder()).notes()).isEmpty();
        copy.change(file, tensors -> {
            tensors.put("model.diffusion_model.stranger", StoredTensor.of("", Tensor.zeros(1)));
            tensors.put("other.stranger", StoredTensor.of("", Tensor.zeros(1)));
        });
        assertThat(Model.open(copy.folder()).notes())
                .containsExactly(
                        "transformer: 1 tensor is not used: stranger",
                        copy.file(file) + ": 1 tensor is not used: other.stranger");
    }

    @Test
    void aScaleBesideWeightsOfOtherTypesIsRefused() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-official", temporary);
        copy.change(
                "flux1-tiny-dev.safetensors",
                tensors -> tensors.put("img_in.weight_scale", StoredTensor.of("", Tensor.zeros(1))));
        assertThatThrownBy(() -> Model.open(copy.folder()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("tensor img_in.weight: expected F8_E4M3 or F8_E5M2 beside a scale, found Weight");
    }

    @Test
    void fp8WithoutScalesIsRead() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-schnell", temporary);
        copy.change(
                "text_encoder_2/model.safetensors",
                tensors -> tensors.replaceAll((name, tensor) -> new StoredTensor(
                        "",
                        ElementType.F8_E4M3,
                        tensor.shape(),
                        MemorySegment.ofArray(new byte[(int) tensor.shape().count()]))));
        assertThat(Model.open(copy.folder()).notes()).isEmpty();
    }

    /** Tensors of a configuration that does not mention them. */
    @Test
    void blocksThatTheConfigurationLeavesOutAreNoted() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-random", temporary);
        Path config = copy.file("transformer/config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"num_single_layers\": 3", "\"num_single_layers\": 2")
                        .replace("\"guidance_embeds\": true", "\"guidance_embeds\": false"));
        assertThat(Model.open(copy.folder()).notes())
                .singleElement()
                .asString()
                .startsWith("transformer: ")
                .contains(" tensors are not used: single_transformer_blocks.2.");
    }

    private static void add(ModelCopy copy, String part, String... names) throws IOException {
        copy.change(part + "/model.safetensors", tensors -> {
            for (String name : names) {
                tensors.put(name, StoredTensor.of("", Tensor.zeros(1)));
            }
        });
    }
}
