package org.flux4j.jmh;

import java.util.stream.IntStream;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Benchmarks of the embeddings of timesteps, positions and tokens. */
public class PositionBenchmark extends OperatorBenchmark {
    @Param("256")
    public int tokens;

    @Param("16")
    public int headDim;

    private Tensor t;
    private Tensor ids;
    private Tensor x;
    private Tensor pe;
    private Weight table;
    private int[] tokenIds;

    @Override
    void prepare() {
        Inputs inputs = new Inputs();
        t = inputs.tensor(1);
        ids = inputs.tensor(tokens, 2);
        x = inputs.tensor(4, tokens, headDim);
        pe = inputs.tensor(tokens, headDim / 2, 2, 2);
        table = inputs.weight(tokens, headDim);
        tokenIds = IntStream.range(0, tokens).map(i -> tokens - 1 - i).toArray();
    }

    @Benchmark
    public Tensor timestepEmbedding() {
        return ops.timestepEmbedding(t, 256, 10000, 1000);
    }

    @Benchmark
    public Tensor rope() {
        return ops.rope(ids, new int[] {headDim / 2, headDim / 2}, 10000);
    }

    @Benchmark
    public Tensor applyRope() {
        return ops.applyRope(x, pe);
    }

    @Benchmark
    public Tensor embedding() {
        return ops.embedding(tokenIds, table);
    }
}
