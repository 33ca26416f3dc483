package org.flux4j.contract;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Calls with an argument that does not fit, for every operator whose arguments can be wrong. */
final class WrongCalls {
    static final Pattern ONE_LINE = Pattern.compile("[a-z0-9_]+: .+: expected .+, found .+");

    private WrongCalls() {}

    /**
     * A call with an argument that does not fit.
     *
     * @param operator the name of the method
     * @param message what the exception says: operator, argument, expected, found
     */
    record WrongCall(String operator, Pattern message, Consumer<Operators> call) {
        @Override
        public String toString() {
            return operator + ": " + message;
        }
    }

    static Stream<WrongCall> all() {
        return Stream.concat(basic(), composite());
    }

    private static Stream<WrongCall> basic() {
        return Stream.of(
                call("linear: x: expected shape [*, *], found [4]", ops -> ops.linear(t(4), w(3, 4), null)),
                call("linear: weight: expected shape [*, 4], found [4, 3]", ops -> ops.linear(t(2, 4), w(4, 3), null)),
                call("linear: bias: expected shape [3], found [4]", ops -> ops.linear(t(2, 4), w(3, 4), w(4))),
                call(
                        "attention: q: expected shape [*, *, *], found [5, 4]",
                        ops -> ops.attention(t(5, 4), t(2, 6, 4), t(2, 6, 4), 1, null)),
                call(
                        "attention: k: expected shape [2, *, 4], found [3, 6, 4]",
                        ops -> ops.attention(t(2, 5, 4), t(3, 6, 4), t(2, 6, 4), 1, null)),
                call(
                        "attention: v: expected shape [2, 6, 4], found [2, 5, 4]",
                        ops -> ops.attention(t(2, 5, 4), t(2, 6, 4), t(2, 5, 4), 1, null)),
                call(
                        "attention: bias: expected shape [2, 5, 6], found [2, 6, 5]",
                        ops -> ops.attention(t(2, 5, 4), t(2, 6, 4), t(2, 6, 4), 1, t(2, 6, 5))),
                call(
                        "attention: bias: expected shape [2, 5, 6], found []",
                        ops -> ops.attention(t(2, 5, 4), t(2, 6, 4), t(2, 6, 4), 1, t())),
                call(
                        "conv2d: x: expected shape [*, *, *], found [1, 3, 5, 5]",
                        ops -> ops.conv2d(t(1, 3, 5, 5), w(2, 3, 3, 3), null, 1, Padding.NONE)),
                call(
                        "conv2d: weight: expected shape [*, 3, *, *], found [3, 2, 3, 3]",
                        ops -> ops.conv2d(t(3, 5, 5), w(3, 2, 3, 3), null, 1, Padding.NONE)),
                call(
                        "conv2d: bias: expected shape [2], found [3]",
                        ops -> ops.conv2d(t(3, 5, 5), w(2, 3, 3, 3), w(3), 1, Padding.NONE)),
                call(
                        "conv2d: stride: expected at least 1, found 0",
                        ops -> ops.conv2d(t(3, 5, 5), w(2, 3, 3, 3), null, 0, Padding.NONE)),
                call(
                        "conv2d: padded width: expected at least 3, the width of the kernel, found 2",
                        ops -> ops.conv2d(t(3, 5, 1), w(2, 3, 3, 3), null, 1, new Padding(0, 1, 0, 0))),
                call(
                        "layer_norm: x: expected shape [*, *], found [2, 3, 4]",
                        ops -> ops.layerNorm(t(2, 3, 4), null, null, 0)),
                call("layer_norm: weight: expected shape [4], found [3]", ops -> ops.layerNorm(t(3, 4), w(3), null, 0)),
                call("layer_norm: bias: expected shape [4], found [3]", ops -> ops.layerNorm(t(3, 4), null, w(3), 0)),
                call("rms_norm: x: expected at least one axis, found []", ops -> ops.rmsNorm(t(), w(1), 0)),
                call("rms_norm: scale: expected shape [4], found [1, 4]", ops -> ops.rmsNorm(t(3, 4), w(1, 4), 0)),
                call(
                        "group_norm: groups: expected a divisor of 6 channels, found 4",
                        ops -> ops.groupNorm(t(6, 2, 2), w(6), w(6), 4, 0)),
                call(
                        "group_norm: weight: expected shape [6], found [3]",
                        ops -> ops.groupNorm(t(6, 2, 2), w(3), w(6), 3, 0)),
                call(
                        "group_norm: bias: expected shape [6], found [3]",
                        ops -> ops.groupNorm(t(6, 2, 2), w(6), w(3), 3, 0)),
                call("softmax: x: expected at least one axis, found []", ops -> ops.softmax(t())),
                call(
                        "timestep_embedding: t: expected shape [*], found [1, 2]",
                        ops -> ops.timestepEmbedding(t(1, 2), 8, 10000, 1000)),
                call(
                        "timestep_embedding: dim: expected at least 1, found 0",
                        ops -> ops.timestepEmbedding(t(2), 0, 10000, 1000)),
                call(
                        "rope: ids: expected shape [*, 3], found [5, 2]",
                        ops -> ops.rope(t(5, 2), new int[] {2, 2, 2}, 10000)),
                call(
                        "rope: axesDim: expected even sizes, found [2, 3]",
                        ops -> ops.rope(t(5, 2), new int[] {2, 3}, 10000)),
                call(
                        "apply_rope: x: expected an even number of channels, found [2, 3, 5]",
                        ops -> ops.applyRope(t(2, 3, 5), t(3, 2, 2, 2))),
                call(
                        "apply_rope: pe: expected shape [3, 2, 2, 2], found [4, 2, 2, 2]",
                        ops -> ops.applyRope(t(2, 3, 4), t(4, 2, 2, 2))),
                call("embedding: table: expected shape [*, *], found [5]", ops -> ops.embedding(new int[] {0}, w(5))),
                call("embedding: ids[1]: expected 0 to 4, found 5", ops -> ops.embedding(new int[] {4, 5}, w(5, 2))),
                call("embedding: ids[0]: expected 0 to 4, found -1", ops -> ops.embedding(new int[] {-1}, w(5, 2))),
                call("add: b: expected shape [3, 4], found [4, 3]", ops -> ops.add(t(3, 4), t(4, 3))),
                call("add: b: expected shape [4], found [3]", ops -> ops.add(t(3, 4), t(3))),
                call("multiply: b: expected shape [3, 4], found [1, 4]", ops -> ops.multiply(t(3, 4), t(1, 4))),
                call("multiply: b: expected shape [], found [2]", ops -> ops.multiply(t(), t(2))),
                call("split: sizes: expected sizes that add up to 4, found [1, 2]", ops -> ops.split(t(3, 4), 1, 1, 2)),
                call(
                        "split: sizes: expected sizes that add up to 4, found [5, -1]",
                        ops -> ops.split(t(3, 4), -1, 5, -1)),
                call("split: axis: expected -2 to 1 for [3, 4], found 2", ops -> ops.split(t(3, 4), 2, 3)),
                call("pack: x: expected even height and width, found [1, 2, 3]", ops -> ops.pack(t(1, 2, 3))),
                call("pack: x: expected shape [*, *, *], found [2, 2]", ops -> ops.pack(t(2, 2))),
                call("unpack: y: expected shape [6, *], found [5, 8]", ops -> ops.unpack(t(5, 8), 2, 3)),
                call("unpack: y: expected shape [*, a multiple of 4], found [6, 6]", ops -> ops.unpack(t(6, 6), 2, 3)),
                call("unpack: tokens: expected no negative sizes, found -2 × -3", ops -> ops.unpack(t(6, 4), -2, -3)),
                call("concat: b: expected shape [3, *], found [4, 5]", ops -> ops.concat(t(3, 4), t(4, 5), 1)),
                call("concat: axis: expected -2 to 1 for [3, 4], found 2", ops -> ops.concat(t(3, 4), t(3, 4), 2)),
                call("slice: axis: expected -2 to 1 for [3, 4], found -3", ops -> ops.slice(t(3, 4), -3, 0, 1)),
                call("slice: range: expected within 0 to 4, found 2 to 5", ops -> ops.slice(t(3, 4), 1, 2, 5)),
                call("slice: range: expected within 0 to 4, found 3 to 2", ops -> ops.slice(t(3, 4), 1, 3, 2)),
                call("transpose: x: expected shape [*, *], found [2, 3, 4]", ops -> ops.transpose(t(2, 3, 4))),
                call("split_heads: x: expected shape [*, *], found [6]", ops -> ops.splitHeads(t(6), 3)),
                call(
                        "split_heads: numHeads: expected a divisor of 6 channels, found 4",
                        ops -> ops.splitHeads(t(5, 6), 4)),
                call(
                        "upsample_nearest: x: expected shape [*, *, *], found [4, 4]",
                        ops -> ops.upsampleNearest(t(4, 4), 2)),
                call(
                        "upsample_nearest: factor: expected at least 1, found 0",
                        ops -> ops.upsampleNearest(t(1, 4, 4), 0)),
                call(
                        "split_qkv: qkv: expected shape [*, a multiple of 3], found [5, 8]",
                        ops -> ops.splitQkv(t(5, 8), 1, w(2), w(2), t(5, 1, 2, 2), 0)));
    }

    /** What a message names depends on the operators that the composite is made of. */
    private static Stream<WrongCall> composite() {
        return Stream.of(
                composite("attention", ops -> ops.attention(new Qkv(t(2, 5, 4), t(3, 6, 4), t(2, 6, 4)), null)),
                composite("linearGelu", ops -> ops.linearGelu(t(2, 4), w(4, 3), null)),
                composite("linear", ops -> ops.linear(t(2, 4), w(3, 4), null, term(t(3, 1), w(3, 1), 0))),
                composite("linear", ops -> ops.linear(t(2, 4), w(3, 4), null, term(t(2, 1), w(3, 2), 0))),
                composite("linear", ops -> ops.linear(t(2, 4), w(3, 4), null, term(t(2, 1), w(2, 1), 2))),
                composite("linearGelu", ops -> ops.linearGelu(t(2, 4), w(3, 4), null, term(t(2, 1), w(2, 1), -1))),
                composite("modulate", ops -> ops.modulate(t(2, 4), t(3), t(4), 0)),
                composite("modulate", ops -> ops.modulate(t(2, 4), t(4), t(3), 0)),
                composite("gatedAdd", ops -> ops.gatedAdd(t(2, 4), t(3), t(2, 4))),
                composite("gatedAdd", ops -> ops.gatedAdd(t(2, 4), t(4), t(3, 4))),
                composite("groupNormSilu", ops -> ops.groupNormSilu(t(6, 2, 2), w(6), w(6), 4, 0)),
                composite(
                        "groupNormSiluConv2d",
                        ops -> ops.groupNormSiluConv2d(
                                t(6, 2, 2), w(6), w(3), 3, 0, w(2, 6, 1, 1), null, Padding.NONE)),
                composite(
                        "groupNormSiluConv2d",
                        ops -> ops.groupNormSiluConv2d(
                                t(6, 2, 2), w(6), w(6), 3, 0, w(2, 5, 1, 1), null, Padding.NONE)));
    }

    private static List<LinearTerm> term(Tensor x, Weight weight, int from) {
        return List.of(new LinearTerm(x, weight, from));
    }

    private static WrongCall composite(String operator, Consumer<Operators> call) {
        return new WrongCall(operator, ONE_LINE, call);
    }

    private static WrongCall call(String message, Consumer<Operators> call) {
        String name = message.substring(0, message.indexOf(':'));
        String method = Pattern.compile("_(.)")
                .matcher(name)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
        return new WrongCall(method, Pattern.compile(message, Pattern.LITERAL), call);
    }

    private static Tensor t(int... dims) {
        return Tensor.zeros(dims);
    }

    private static Weight w(int... dims) {
        Shape shape = Shape.of(dims);
        return Weight.of(shape, new float[Math.toIntExact(shape.count())]);
    }
}
