package org.flux4j.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.flux4j.model.FluxParams;
import org.flux4j.model.FluxTransformer;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.sampling.Denoiser;
import org.flux4j.sampling.TokenGrid;
import org.flux4j.sampling.TransformerVelocity;

/**
 * {@code jmh/allocation [BACKEND]}: prints the bytes that each step of the denoising loop allocates on the heap, in all
 * threads. The model has as many blocks as FLUX.1, of a quarter of their width, with random weights. The picture has
 * 256 × 256 pixels, the text 512 tokens.
 */
public final class StepAllocation {
    private static final int HIDDEN = 768;
    private static final int HEADS = 6;
    private static final int DEPTH = 19;
    private static final int DEPTH_SINGLE_BLOCKS = 38;
    private static final int PIXELS = 256;
    private static final int TEXT = 512;
    private static final int STEPS = 8;

    private StepAllocation() {}

    /** Prints the table, for the backend given as the only argument or, by default, vector. */
    public static void main(String[] args) {
        String backend = args.length > 0 ? args[0] : "vector";
        Operators ops = OperatorBenchmark.create(backend, Runtime.getRuntime().availableProcessors());
        Inputs inputs = new Inputs();
        FluxParams params = BlockArguments.params(HIDDEN, HEADS, DEPTH, DEPTH_SINGLE_BLOCKS);
        FluxTransformer transformer = new FluxTransformer(params, new RandomWeights(inputs, DType.BF16));
        TokenGrid grid = TokenGrid.of(PIXELS, PIXELS, TokenGrid.PIXELS_PER_TOKEN);
        TransformerVelocity velocity = new TransformerVelocity(
                ops,
                transformer,
                grid.ids(),
                inputs.tensor(TEXT, params.contextInDim()),
                TokenGrid.textIds(TEXT),
                inputs.tensor(params.vecInDim()),
                Tensor.scalar(1),
                null);
        Tensor noise = inputs.tensor(grid.tokens(), params.inChannels());
        double[] timesteps =
                DoubleStream.iterate(1, t -> t - 1.0 / STEPS).limit(STEPS + 1).toArray();

        List<Long> after = new ArrayList<>(List.of(allocated()));
        try (Scope scope = ops.scope("allocation")) {
            scope.keep(Denoiser.denoise(ops, velocity, noise, timesteps, step -> after.add(allocated())));
        }
        System.out.println("| step | allocated by " + backend + ", bytes |");
        System.out.println("|--:|--:|");
        for (int step = 1; step <= STEPS; step++) {
            System.out.printf(Locale.ROOT, "| %d | %,d |%n", step, after.get(step) - after.get(step - 1));
        }
    }

    /** Returns the bytes that all threads have allocated since the start of the virtual machine. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }
}
