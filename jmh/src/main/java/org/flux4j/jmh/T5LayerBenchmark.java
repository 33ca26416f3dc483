package org.flux4j.jmh;

import java.util.Arrays;
import org.flux4j.model.T5Config;
import org.flux4j.model.T5Encoder;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark of the T5 encoder with a single layer, in the sizes of T5-XXL: tokens × channels × heads × hidden
 * channels of the feed-forward layer. The check uses few tokens.
 */
public class T5LayerBenchmark extends ShapedBenchmark {
    private static final int FEW = 5;
    private static final int VOCABULARY = 32;

    @Param("512x4096x64x10240")
    public String shape;

    @Param({"F32", "BF16"})
    public DType dtype;

    private T5Encoder encoder;
    private int[] ids;

    @Override
    void prepare() {
        int[] sizes = sizes(shape);
        T5Config config =
                new T5Config(VOCABULARY, sizes[1], sizes[1] / sizes[2], sizes[3], 1, sizes[2], 32, 128, 1e-6f);
        encoder = new T5Encoder(config, new RandomWeights(new Inputs(), dtype));
        ids = new int[sizes[0]];
        Arrays.setAll(ids, i -> i * i % VOCABULARY);
    }

    @Override
    Object call() {
        return encoder.forward(ops, ids);
    }

    @Override
    void check(Operators ref) {
        int[] few = Arrays.copyOf(ids, FEW);
        Agreement.check(encoder.forward(ops, few), encoder.forward(ref, few));
    }

    /** Counts C² weights of each of q, k, v and o, and 3 · C · F of the feed-forward layer, for each token. */
    @Override
    double flops() {
        int[] sizes = sizes(shape);
        double weights = 4.0 * sizes[1] * sizes[1] + 3.0 * sizes[1] * sizes[3];
        return 2 * sizes[0] * weights + BlockArguments.attentionFlops(sizes[0], sizes[1]);
    }
}
