package org.flux4j.parity;

import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.io.StoredTensor;
import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.sampling.Denoiser;
import org.flux4j.sampling.DynamicShift;
import org.flux4j.sampling.ReferenceTokens;
import org.flux4j.sampling.Schedule;
import org.flux4j.sampling.StaticShift;
import org.flux4j.sampling.TokenGrid;
import org.flux4j.sampling.TorchRandom;
import org.flux4j.sampling.TransformerVelocity;
import org.flux4j.sampling.Velocity;
import org.flux4j.train.FlowMatchingLoss;

/** The golden operators of sampling and training: noise, schedule, packing, denoising and loss. */
final class SamplingOperations {
    private SamplingOperations() {}

    /** Adds these operators to a table. */
    static void addTo(OperationTable table) {
        table.add("schedule", "timesteps", (ops, golden) -> schedule(golden.attrs()));
        table.add("pack", "y", (ops, golden) -> ops.pack(golden.in("x", "C", "H", "W")));
        table.add("unpack", "y", SamplingOperations::unpack);
        table.add("torch_randn", "y", (ops, golden) -> torchRandn(golden.attrs()));
        table.add("denoise", "img", SamplingOperations::denoise);
        table.add("flow_matching_loss", new Loss());
    }

    private static Tensor schedule(Attrs attrs) {
        DynamicShift official = DynamicShift.OFFICIAL;
        Schedule schedule = attrs.flag("shift")
                ? new DynamicShift(
                        attrs.number("base_shift"),
                        attrs.number("max_shift"),
                        official.baseSeqLen(),
                        official.maxSeqLen())
                : StaticShift.NONE;
        double[] timesteps = schedule.timesteps(attrs.integer("num_steps"), attrs.integer("image_seq_len"));
        float[] floats = new float[timesteps.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) timesteps[i];
        }
        return Tensor.of(Shape.of(floats.length), floats);
    }

    private static Tensor unpack(Operators ops, GoldenCase golden) {
        Attrs attrs = golden.attrs();
        TokenGrid grid = TokenGrid.of(attrs.integer("height"), attrs.integer("width"), TokenGrid.PIXELS_PER_TOKEN);
        return ops.unpack(golden.in("x", "L", "C"), grid.rows(), grid.columns());
    }

    private static Tensor torchRandn(Attrs attrs) {
        int[] shape = attrs.integers("shape");
        if (Shape.of(shape).count() > Limits.NOISE) {
            throw new BadInputException("attrs: shape: expected at most " + Limits.NOISE + " elements, found "
                    + Shape.of(shape).count());
        }
        return TorchRandom.randn(attrs.seed("seed").bits(), attrs.noise("dtype"), shape);
    }

    private static Tensor denoise(Operators ops, GoldenCase golden) {
        FluxTransformer transformer = ModelOperations.transformer(golden);
        Velocity velocity = new TransformerVelocity(
                ops,
                transformer,
                golden.in("img_ids", "L", "axes"),
                golden.in("txt", "Lt", "C"),
                golden.in("txt_ids", "Lt", "axes"),
                golden.in("y", "V"),
                transformer.params().guidanceEmbed()
                        ? Tensor.scalar((float) golden.attrs().number("guidance"))
                        : null,
                golden.has("img_cond_seq")
                        ? new ReferenceTokens(
                                golden.in("img_cond_seq", "L", "C"), golden.in("img_cond_seq_ids", "L", "axes"))
                        : null);
        double[] timesteps = golden.attrs().numbers("timesteps");
        return Denoiser.denoise(ops, velocity, golden.in("img", "L", "C"), timesteps, step -> {});
    }

    /** The loss of training, which is not an operator of backends and thus has its own gradient. */
    private static final class Loss implements Operation {
        @Override
        public List<StoredTensor> run(Operators ops, GoldenCase golden) {
            Tensor x0 = golden.in("x0");
            Tensor x1 = golden.in("x1");
            Tensor target = FlowMatchingLoss.target(x0, x1);
            double loss = FlowMatchingLoss.loss(golden.in("pred"), target);
            return List.of(
                    StoredTensor.of("xt", FlowMatchingLoss.noisy(x0, x1, golden.number("t"))),
                    StoredTensor.of("target", target),
                    StoredTensor.of("loss", Tensor.of(Shape.of(1), (float) loss)));
        }

        @Override
        public Operation backward() {
            return (ops, golden) -> {
                Tensor target = FlowMatchingLoss.target(golden.in("x0"), golden.in("x1"));
                Tensor gradient = FlowMatchingLoss.gradient(golden.in("pred"), target);
                return List.of(StoredTensor.of("grad.in.pred", ops.multiply(gradient, golden.scalar("grad.loss"))));
            };
        }
    }
}
