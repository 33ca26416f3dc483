package org.flux4j.parity;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flux4j.model.DoubleStreamBlock;
import org.flux4j.model.FluxParams;
import org.flux4j.model.LastLayer;
import org.flux4j.model.MlpEmbedder;
import org.flux4j.model.SingleStreamBlock;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** The operators of golden cases that apply a single module of the transformer. */
final class BlockOperations {
    private BlockOperations() {}

    /** Adds these operators to a table. */
    static void addTo(OperationTable table) {
        table.add("mlp_embedder", "y", BlockOperations::mlpEmbedder);
        table.addTensors("double_stream_block", BlockOperations::doubleStreamBlock);
        table.add("single_stream_block", "x", BlockOperations::singleStreamBlock);
        table.add("last_layer", "y", BlockOperations::lastLayer);
    }

    private static Tensor mlpEmbedder(Operators ops, GoldenCase golden) {
        Tensor x = golden.in("x", "K");
        int hiddenDim = golden.weight("out_layer.weight").dim(0);
        return new MlpEmbedder(x.dim(0), hiddenDim, golden.weights()).forward(ops, x);
    }

    private static SortedMap<String, Tensor> doubleStreamBlock(Operators ops, GoldenCase golden) {
        DoubleStreamBlock block = new DoubleStreamBlock(params(golden), golden.weights());
        DoubleStreamBlock.Streams streams = block.forward(
                ops,
                golden.in("img", "Li", "C"),
                golden.in("txt", "Lt", "C"),
                golden.in("vec", "C"),
                BasicOperations.rope(ops, golden));
        return new TreeMap<>(Map.of("img", streams.img(), "txt", streams.txt()));
    }

    private static Tensor singleStreamBlock(Operators ops, GoldenCase golden) {
        return new SingleStreamBlock(params(golden), golden.weights())
                .forward(ops, golden.in("x", "L", "C"), golden.in("vec", "C"), BasicOperations.rope(ops, golden));
    }

    private static Tensor lastLayer(Operators ops, GoldenCase golden) {
        Tensor x = golden.in("x", "L", "C");
        int outChannels = golden.weight("linear.weight").dim(0);
        return new LastLayer(x.dim(1), outChannels, golden.weights()).forward(ops, x, golden.in("vec", "C"));
    }

    /** Returns the sizes of a block. Sizes on which a block does not depend are 1, and the numbers of blocks are 0. */
    private static FluxParams params(GoldenCase golden) {
        Attrs attrs = golden.attrs();
        return new FluxParams(
                1,
                1,
                1,
                1,
                attrs.integer("hidden_size"),
                attrs.number("mlp_ratio"),
                attrs.integer("num_heads"),
                0,
                0,
                Arrays.stream(attrs.integers("axes_dim")).boxed().toList(),
                attrs.number("theta"),
                golden.weightOrNull("img_attn.qkv.bias") != null,
                false);
    }
}
