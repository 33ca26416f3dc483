package org.flux4j.parity;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** The operators of golden cases that call a single method of {@link Operators}. */
final class BasicOperations {
    private BasicOperations() {}

    /** Adds these operators to a table. */
    static void addTo(OperationTable table) {
        table.add(
                "linear",
                "y",
                (ops, golden) ->
                        ops.linear(golden.in("x", "L", "K"), golden.weight("weight"), golden.weightOrNull("bias")));
        table.add("dequantize", "y", BasicOperations::dequantize);
        table.add("conv2d", "y", BasicOperations::conv2d);
        table.add("attention", "y", BasicOperations::attention);

        table.add(
                "layer_norm",
                "y",
                (ops, golden) -> ops.layerNorm(
                        golden.in("x", "L", "C"),
                        golden.weightOrNull("weight"),
                        golden.weightOrNull("bias"),
                        eps(golden)));
        table.add("rms_norm", "y", (ops, golden) -> ops.rmsNorm(golden.in("x"), golden.weight("scale"), eps(golden)));
        table.add(
                "group_norm",
                "y",
                (ops, golden) -> ops.groupNorm(
                        golden.in("x", "C", "H", "W"),
                        golden.weight("weight"),
                        golden.weight("bias"),
                        golden.attrs().integer("num_groups"),
                        eps(golden)));
        table.add(
                "modulate",
                "y",
                (ops, golden) -> ops.modulate(
                        golden.in("x", "L", "C"), golden.in("shift", "C"), golden.in("scale", "C"), eps(golden)));

        table.add("silu", "y", (ops, golden) -> ops.silu(golden.in("x")));
        table.add("gelu_tanh", "y", (ops, golden) -> ops.geluTanh(golden.in("x")));
        table.add("gelu_erf", "y", (ops, golden) -> ops.geluErf(golden.in("x")));
        table.add("quick_gelu", "y", (ops, golden) -> ops.quickGelu(golden.in("x")));
        table.add("softmax", "y", (ops, golden) -> ops.softmax(golden.in("x")));

        table.add(
                "timestep_embedding",
                "y",
                (ops, golden) -> ops.timestepEmbedding(
                        golden.in("t", "N"),
                        golden.attrs().integer("dim"),
                        (float) golden.attrs().number("max_period"),
                        (float) golden.attrs().number("time_factor")));
        table.add("rope", "pe", BasicOperations::rope);
        table.addTensors("apply_rope", BasicOperations::applyRope);
        table.add(
                "upsample_nearest",
                "y",
                (ops, golden) -> ops.upsampleNearest(
                        golden.in("x", "C", "H", "W"), golden.attrs().integer("factor")));
    }

    /** Returns the rotations of in.ids, with the axes and the theta of the attributes. */
    static Tensor rope(Operators ops, GoldenCase golden) {
        return ops.rope(golden.in("ids", "L", "axes"), golden.attrs().integers("axes_dim"), (float)
                golden.attrs().number("theta"));
    }

    /** Returns stored weights as float32, as a lookup of all rows of a table. */
    private static Tensor dequantize(Operators ops, GoldenCase golden) {
        String type = golden.attrs().text("type");
        DType dtype = Stream.of(DType.values())
                .filter(known -> known.name().equals(type))
                .findAny()
                .orElseThrow(() -> new BadInputException("attrs: type: there is no type " + type));
        int[] sizes = golden.attrs().integers("shape");
        Shape shape = Shape.of(sizes);
        Weight weight = new StoredTensor(
                        "in.bytes", dtype, shape, golden.stored("bytes").bytes())
                .weight();
        int rows = sizes.length < 2 ? 1 : shape.rows();
        return ops.embedding(IntStream.range(0, rows).toArray(), weight.reshape(rows, (int)
                        (shape.count() / Math.max(1, rows))))
                .reshape(sizes);
    }

    private static Tensor conv2d(Operators ops, GoldenCase golden) {
        int[] padding = golden.attrs().integers("padding");
        if (padding.length != 4) {
            throw new BadInputException(
                    "attrs: padding: expected [top, left, bottom, right], found " + padding.length + " numbers");
        }
        return ops.conv2d(
                golden.in("x", "C", "H", "W"),
                golden.weight("weight"),
                golden.weightOrNull("bias"),
                golden.attrs().integer("stride"),
                new Padding(padding[0], padding[1], padding[2], padding[3]));
    }

    private static Tensor attention(Operators ops, GoldenCase golden) {
        Tensor q = golden.in("q", "H", "L", "D");
        Tensor k = golden.in("k", "H", "L", "D");
        Tensor v = golden.in("v", "H", "L", "D");
        if (golden.has("pe")) {
            Tensor pe = golden.in("pe", "L", "D/2", "2", "2");
            q = ops.applyRope(q, pe);
            k = ops.applyRope(k, pe);
        }
        return ops.attention(q, k, v, (float) (1 / Math.sqrt(q.dim(2))), null);
    }

    private static SortedMap<String, Tensor> applyRope(Operators ops, GoldenCase golden) {
        Tensor pe = golden.in("pe", "L", "D/2", "2", "2");
        return new TreeMap<>(Map.of(
                "q", ops.applyRope(golden.in("q", "H", "L", "D"), pe),
                "k", ops.applyRope(golden.in("k", "H", "L", "D"), pe)));
    }

    private static float eps(GoldenCase golden) {
        return (float) golden.attrs().number("eps");
    }
}
