package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.contract.Data;
import org.flux4j.io.Json;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.ref.RefProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoEncoderTest {
    private static final AutoEncoderParams FLUX =
            new AutoEncoderParams(256, 3, 128, 3, List.of(1, 2, 4, 4), 2, 16, 0.3611, 0.1159, 32);

    private static final String OFFICIAL = """
            {"resolution": 256, "in_channels": 3, "ch": 128, "out_ch": 3, "ch_mult": [1, 2, 4, 4], "num_res_blocks": 2,
             "z_channels": 16, "scale_factor": 0.3611, "shift_factor": 0.1159}""";

    private static final String DIFFUSERS = """
            {"_class_name": "AutoencoderKL", "act_fn": "silu", "block_out_channels": [128, 256, 512, 512],
             "force_upcast": true, "in_channels": 3, "latent_channels": 16, "layers_per_block": 2,
             "norm_num_groups": 32, "out_channels": 3, "sample_size": 256, "scaling_factor": 0.3611,
             "shift_factor": 0.1159, "use_post_quant_conv": false, "use_quant_conv": false}""";

    private final Operators ops = new RefProvider().create(1);
    private final InventedWeights weights = new InventedWeights(8);

    @Test
    void params() {
        assertThat(AutoEncoderParams.fromOfficial(Json.parse("test", OFFICIAL))).isEqualTo(FLUX);
        assertThat(AutoEncoderParams.fromDiffusers(Json.parse("test", DIFFUSERS)))
                .isEqualTo(FLUX);
    }

    @Test
    void paramsInferredFromShapes() {
        new Decoder(Samples.AUTO_ENCODER, weights.in("decoder"));
        assertThat(AutoEncoderParams.infer(weights.fixed())).isEqualTo(Samples.AUTO_ENCODER);
    }

    @Test
    void nothingToInferFrom() {
        assertThatThrownBy(() -> AutoEncoderParams.infer(weights))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage("test.safetensors: no tensor decoder.conv_out.weight to infer the size of the model from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sample_size",
                "in_channels",
                "out_channels",
                "norm_num_groups",
                "use_quant_conv",
                "use_post_quant_conv"
            })
    void whatMayBeMissingMayBeNull(String field) {
        OptionalFields.assertOptional(field, DIFFUSERS, AutoEncoderParams::fromDiffusers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"norm_num_groups\": 32 | \"norm_num_groups\": 48 | autoencoder: 128 channels (128 · 1) cannot be normalised in 48 groups",
                "256, 512, 512 | 200 | vae config.json: block_out_channels: expected multiples of the first, found [128,200]",
                "[128, 256, 512, 512] | [] | vae config.json: block_out_channels: expected a list of whole numbers, found []",
                "\"use_quant_conv\": false | \"use_quant_conv\": true | vae config.json: use_quant_conv: expected false, as in FLUX.1, found true",
                "\"scaling_factor\": 0.3611 | \"scaling_factor\": 0 | autoencoder: the scale factor is 0",
                "\"shift_factor\": 0.1159 | \"shift_factor\": null | vae config.json: no field shift_factor"
            })
    void badFields(String good, String bad, String message) {
        assertThat(DIFFUSERS).contains(good);
        assertThatThrownBy(() -> AutoEncoderParams.fromDiffusers(Json.parse("test", DIFFUSERS.replace(good, bad))))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    @Test
    void aFileMayHoldTheDecoderOnly() {
        new Decoder(Samples.AUTO_ENCODER, weights.in("decoder"));
        AutoEncoder model = new AutoEncoder(Samples.AUTO_ENCODER, weights.fixed());
        assertThat(model.decode(ops, Data.tensor(1, 4, 2, 3)).shape()).isEqualTo(Shape.of(3, 4, 6));
        assertThatThrownBy(() -> model.encode(ops, Data.tensor(1, 3, 4, 6)))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage("test.safetensors: no encoder: pictures cannot be encoded");
    }

    @Test
    void aFileMayHoldTheEncoderOnly() {
        new Encoder(Samples.AUTO_ENCODER, weights.in("encoder"));
        AutoEncoder model = new AutoEncoder(Samples.AUTO_ENCODER, weights.fixed());
        assertThat(model.encode(ops, Data.tensor(1, 3, 4, 6)).shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThatThrownBy(() -> model.decode(ops, Data.tensor(1, 4, 2, 3)))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage("test.safetensors: no decoder: latents cannot be decoded");
    }

    @Test
    void aFileOfSomethingElse() {
        assertThatThrownBy(() -> new AutoEncoder(Samples.AUTO_ENCODER, weights))
                .isExactlyInstanceOf(BadInputException.class)
                .hasMessage("test.safetensors: no autoencoder: expected tensors encoder.* or decoder.*, found neither");
    }
}
