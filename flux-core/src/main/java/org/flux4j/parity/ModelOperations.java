package org.flux4j.parity;

import org.flux4j.io.OfficialNames;
import org.flux4j.model.AutoEncoder;
import org.flux4j.model.AutoEncoderParams;
import org.flux4j.model.ClipConfig;
import org.flux4j.model.ClipTextEncoder;
import org.flux4j.model.FluxParams;
import org.flux4j.model.FluxTransformer;
import org.flux4j.model.T5Config;
import org.flux4j.model.T5Encoder;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** The operators of golden cases that run a whole model, whose config is in the attributes. */
final class ModelOperations {
    private ModelOperations() {}

    /** Adds these operators to a table. */
    static void addTo(OperationTable table) {
        table.add("flux_transformer", "pred", ModelOperations::fluxTransformer);
        table.add("ae_encode", "z", (ops, golden) -> autoEncoder(golden).encode(ops, golden.in("x", "3", "H", "W")));
        table.add("ae_decode", "x", (ops, golden) -> autoEncoder(golden).decode(ops, golden.in("z", "Z", "H", "W")));
        table.add("t5_encoder", "last_hidden_state", ModelOperations::t5Encoder);
        table.add("clip_text", "pooler_output", ModelOperations::clipText);
    }

    /** Returns the transformer whose config and weights a case holds. */
    static FluxTransformer transformer(GoldenCase golden) {
        return new FluxTransformer(FluxParams.fromOfficial(golden.attrs().json()), golden.weights());
    }

    private static Tensor fluxTransformer(Operators ops, GoldenCase golden) {
        return transformer(golden)
                .forward(
                        ops,
                        golden.in("img", "Li", "C"),
                        golden.in("img_ids", "Li", "axes"),
                        golden.in("txt", "Lt", "C"),
                        golden.in("txt_ids", "Lt", "axes"),
                        golden.scalar("timestep"),
                        golden.in("y", "V"),
                        golden.has("guidance") ? golden.scalar("guidance") : null);
    }

    private static AutoEncoder autoEncoder(GoldenCase golden) {
        return new AutoEncoder(AutoEncoderParams.fromOfficial(golden.attrs().json()), golden.weights());
    }

    private static Tensor t5Encoder(Operators ops, GoldenCase golden) {
        T5Config config = T5Config.of(golden.attrs().json());
        return new T5Encoder(config, OfficialNames.t5(golden.weights())).forward(ops, golden.ids("input_ids"));
    }

    private static Tensor clipText(Operators ops, GoldenCase golden) {
        ClipConfig config = ClipConfig.of(golden.attrs().json());
        return new ClipTextEncoder(config, OfficialNames.clip(golden.weights())).forward(ops, golden.ids("input_ids"));
    }
}
