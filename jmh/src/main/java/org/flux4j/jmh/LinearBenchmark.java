package org.flux4j.jmh;

import org.flux4j.op.DType;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The projection of {@code tokens} from {@code in} to {@code out} channels, by weights as they are stored. */
public class LinearBenchmark extends OperatorBenchmark {
    @Param("256")
    public int tokens;

    @Param("64")
    public int in;

    @Param("192")
    public int out;

    @Param({"F32", "BF16"})
    public DType dtype;

    private Tensor x;
    private Weight weight;
    private Weight bias;

    @Override
    void prepare() {
        Inputs inputs = new Inputs();
        x = inputs.tensor(tokens, in);
        weight = inputs.weight(dtype, out, in);
        bias = inputs.weight(dtype, out);
    }

    @Benchmark
    public Tensor linear() {
        return ops.linear(x, weight, bias);
    }
}
