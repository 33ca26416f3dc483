package org.flux4j.parity;

import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.io.PartFiles;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.FluxPipeline;
import org.flux4j.pipeline.FluxPipelineBuilder;
import org.flux4j.pipeline.Loras;
import org.flux4j.pipeline.Settings;

/** The operators of golden cases that run the pipeline, with a model folder. */
final class PipelineOperations {
    private PipelineOperations() {}

    /** Adds these operators to a table. */
    static void addTo(OperationTable table) {
        table.add("text_to_image", (ops, golden) -> run(pipeline(ops, golden)));
        table.add(
                "kontext_edit",
                (ops, golden) -> run(pipeline(ops, golden)
                        .reference(picture(golden.stored("image")))
                        .referenceSize(new Resolution(
                                golden.attrs().integer("reference_width"),
                                golden.attrs().integer("reference_height")))));
    }

    private static FluxPipelineBuilder pipeline(Operators ops, GoldenCase golden) {
        Attrs attrs = golden.attrs();
        return FluxPipeline.builder()
                .operators(ops)
                .model(
                        attrs.path("model"),
                        new PartFiles(
                                attrs.pathOrNull("transformer"),
                                attrs.pathOrNull("text_encoder_2"),
                                attrs.pathOrNull("vae")))
                .loras(new Loras(attrs.loras("loras"), false))
                .settings(new Settings(
                        attrs.text("prompt"),
                        attrs.seed("seed"),
                        attrs.integer("steps"),
                        (float) attrs.number("guidance"),
                        attrs.integer("width"),
                        attrs.integer("height"),
                        attrs.noise("noise_dtype"),
                        attrs.integer("max_sequence_length")));
    }

    private static List<StoredTensor> run(FluxPipelineBuilder builder) {
        Picture picture = builder.build().run();
        Shape shape = Shape.of(picture.height(), picture.width(), 3);
        return List.of(StoredTensor.ofBytes("image", shape, picture.rgb()));
    }

    private static Picture picture(StoredTensor stored) {
        Shape shape = stored.shape();
        if (shape.rank() != 3 || shape.dim(2) != 3 || shape.count() == 0) {
            throw new BadInputException("tensor in." + stored.name() + ": expected shape [H, W, 3], found " + shape);
        }
        return new Picture(shape.dim(1), shape.dim(0), stored.toBytes());
    }
}
