package org.flux4j.op;

import static org.flux4j.op.Check.ANY;

import java.util.Arrays;
import java.util.List;

/**
 * The shapes of the results of operators, for implementations of {@link Operators}. There is one method for each
 * operator with arguments to check. Every method throws {@link IllegalArgumentException} with a message of one line if
 * the arguments do not fit.
 */
public final class Shapes {
    private Shapes() {}

    /** Returns the shape of the result of {@link Operators#linear(Tensor, Weight, Weight)}: [L, N]. */
    public static Shape linear(Shape x, Weight weight, Weight bias) {
        Check.shape("linear", "x", x, ANY, ANY);
        Check.shape("linear", "weight", weight.shape(), ANY, x.dim(1));
        Check.optional("linear", "bias", bias, weight.dim(0));
        return Shape.of(x.dim(0), weight.dim(0));
    }

    /** Returns the shape of the result of {@link Operators#linear(Tensor, Weight, Weight, List)}: [L, N]. */
    public static Shape linear(Shape x, Weight weight, Weight bias, List<LinearTerm> terms) {
        Shape y = linear(x, weight, bias);
        for (LinearTerm term : terms) {
            Check.shape("linear", "term.x", term.x().shape(), y.dim(0), ANY);
            Check.shape(
                    "linear",
                    "term.weight",
                    term.weight().shape(),
                    ANY,
                    term.x().dim(1));
            int last = y.dim(1) - term.weight().dim(0);
            Check.require(term.from() >= 0 && term.from() <= last, "linear", "term.from", "0 to " + last, term.from());
        }
        return y;
    }

    /**
     * Returns the shape of the result of {@link Operators#attention(Tensor, Tensor, Tensor, float, Tensor)}: [Lq, H·D].
     *
     * @param bias {@code null} for none
     */
    public static Shape attention(Shape q, Shape k, Shape v, Shape bias) {
        Check.shape("attention", "q", q, ANY, ANY, ANY);
        int heads = q.dim(0);
        Check.shape("attention", "k", k, heads, ANY, q.dim(2));
        Check.shape("attention", "v", v, heads, k.dim(1), q.dim(2));
        if (bias != null) {
            boolean shared = bias.rank() == 3 && bias.dim(0) == 1;
            Check.shape("attention", "bias", bias, shared ? 1 : heads, q.dim(1), k.dim(1));
        }
        return Shape.of(q.dim(1), heads * q.dim(2));
    }

    /** Returns the shape of the result of {@link Operators#conv2d}: [O, height, width]. */
    public static Shape conv2d(Shape x, Weight weight, Weight bias, int stride, Padding padding) {
        Check.shape("conv2d", "x", x, ANY, ANY, ANY);
        Check.shape("conv2d", "weight", weight.shape(), ANY, x.dim(0), ANY, ANY);
        Check.optional("conv2d", "bias", bias, weight.dim(0));
        Check.require(stride >= 1, "conv2d", "stride", "at least 1", stride);
        int height = convolved("height", x.dim(1) + padding.top() + padding.bottom(), weight.dim(2), stride);
        int width = convolved("width", x.dim(2) + padding.left() + padding.right(), weight.dim(3), stride);
        return Shape.of(weight.dim(0), height, width);
    }

    /** Returns the height or width of a convolved map. */
    private static int convolved(String what, int padded, int kernel, int stride) {
        Check.require(
                padded >= kernel,
                "conv2d",
                "padded " + what,
                "at least " + kernel + ", the " + what + " of the kernel",
                padded);
        return (padded - kernel) / stride + 1;
    }

    /** Returns the shape of the result of {@link Operators#layerNorm}: the shape of x. */
    public static Shape layerNorm(Shape x, Weight weight, Weight bias) {
        Check.shape("layer_norm", "x", x, ANY, ANY);
        Check.optional("layer_norm", "weight", weight, x.dim(1));
        Check.optional("layer_norm", "bias", bias, x.dim(1));
        return x;
    }

    /** Returns the shape of the result of {@link Operators#rmsNorm}: the shape of x. */
    public static Shape rmsNorm(Shape x, Weight scale) {
        Check.notScalar("rms_norm", "x", x);
        Check.shape("rms_norm", "scale", scale.shape(), x.dim(-1));
        return x;
    }

    /** Returns the shape of the result of {@link Operators#groupNorm}: the shape of x. */
    public static Shape groupNorm(Shape x, Weight weight, Weight bias, int groups) {
        Check.shape("group_norm", "x", x, ANY, ANY, ANY);
        int c = x.dim(0);
        Check.require(
                groups >= 1 && c % groups == 0, "group_norm", "groups", "a divisor of " + c + " channels", groups);
        Check.shape("group_norm", "weight", weight.shape(), c);
        Check.shape("group_norm", "bias", bias.shape(), c);
        return x;
    }

    /** Returns the shape of the result of {@link Operators#softmax}: the shape of x. */
    public static Shape softmax(Shape x) {
        Check.notScalar("softmax", "x", x);
        return x;
    }

    /** Returns the shape of the result of {@link Operators#timestepEmbedding}: [N, dim]. */
    public static Shape timestepEmbedding(Shape t, int dim) {
        Check.shape("timestep_embedding", "t", t, ANY);
        Check.require(dim >= 1, "timestep_embedding", "dim", "at least 1", dim);
        return Shape.of(t.dim(0), dim);
    }

    /** Returns the shape of the result of {@link Operators#rope}: [L, D/2, 2, 2]. */
    public static Shape rope(Shape ids, int[] axesDim) {
        Check.shape("rope", "ids", ids, ANY, axesDim.length);
        for (int dim : axesDim) {
            Check.require(dim >= 0 && dim % 2 == 0, "rope", "axesDim", "even sizes", Arrays.toString(axesDim));
        }
        return Shape.of(ids.dim(0), Arrays.stream(axesDim).sum() / 2, 2, 2);
    }

    /** Returns the shape of the result of {@link Operators#applyRope}: the shape of x. */
    public static Shape applyRope(Shape x, Shape pe) {
        Check.shape("apply_rope", "x", x, ANY, ANY, ANY);
        int d = x.dim(2);
        Check.require(d % 2 == 0, "apply_rope", "x", "an even number of channels", x);
        Check.shape("apply_rope", "pe", pe, x.dim(1), d / 2, 2, 2);
        return x;
    }

    /** Returns the shape of the result of {@link Operators#embedding}: [L, C]. */
    public static Shape embedding(int[] ids, Weight table) {
        Check.shape("embedding", "table", table.shape(), ANY, ANY);
        int rows = table.dim(0);
        for (int l = 0; l < ids.length; l++) {
            Check.require(ids[l] >= 0 && ids[l] < rows, "embedding", "ids[" + l + "]", "0 to " + (rows - 1), ids[l]);
        }
        return Shape.of(ids.length, table.dim(1));
    }

    /**
     * Returns the shape of the result of {@link Operators#add} or {@link Operators#multiply}: the shape of a.
     *
     * @param operator the name of the operator, for messages
     * @param b the shape of a, or [C] for a [..., C], or [1]
     */
    public static Shape broadcast(String operator, Shape a, Shape b) {
        boolean vector = a.rank() >= 1 && b.rank() == 1;
        int[] expected = vector ? new int[] {a.dim(-1)} : a.toArray();
        if (!isScalar(b)) {
            Check.shape(operator, "b", b, expected);
        }
        return a;
    }

    /** Returns {@code true} if a shape is [1]. */
    public static boolean isScalar(Shape shape) {
        return shape.rank() == 1 && shape.dim(0) == 1;
    }

    /**
     * Returns the shape of the result of {@link Operators#concat}: the shape of a, but with the sizes along the axis
     * added.
     */
    public static Shape concat(Shape a, Shape b, int axis) {
        int along = Check.axis("concat", a, axis);
        int[] expected = a.toArray();
        expected[along] = ANY;
        Check.shape("concat", "b", b, expected);
        return a.with(along, a.dim(along) + b.dim(along));
    }

    /**
     * Returns the shape of the result of {@link Operators#slice}: the shape of x, but with {@code to − from} indices
     * along the axis.
     */
    public static Shape slice(Shape x, int axis, int from, int to) {
        int along = Check.axis("slice", x, axis);
        int size = x.dim(along);
        Check.require(
                0 <= from && from <= to && to <= size, "slice", "range", "within 0 to " + size, from + " to " + to);
        return x.with(along, to - from);
    }

    /** Checks that the sizes of the parts of {@link Operators#split} add up to the size of the axis. */
    public static void split(Shape x, int axis, int... sizes) {
        int size = x.dim(Check.axis("split", x, axis));
        boolean fits = Arrays.stream(sizes).allMatch(part -> part >= 0)
                && Arrays.stream(sizes).asLongStream().sum() == size;
        Check.require(fits, "split", "sizes", "sizes that add up to " + size, Arrays.toString(sizes));
    }

    /** Returns the shape of the result of {@link Operators#pack}: [H/2 · W/2, 4C]. */
    public static Shape pack(Shape x) {
        Check.shape("pack", "x", x, ANY, ANY, ANY);
        Check.require(x.dim(1) % 2 == 0 && x.dim(2) % 2 == 0, "pack", "x", "even height and width", x);
        return Shape.of(x.dim(1) / 2 * (x.dim(2) / 2), 4 * x.dim(0));
    }

    /** Returns the shape of the result of {@link Operators#unpack}: [C, 2 · rows, 2 · columns]. */
    public static Shape unpack(Shape y, int rows, int columns) {
        Check.require(rows >= 0 && columns >= 0, "unpack", "tokens", "no negative sizes", rows + " × " + columns);
        Check.shape("unpack", "y", y, Math.multiplyExact(rows, columns), ANY);
        Check.require(y.dim(1) % 4 == 0, "unpack", "y", "shape [*, a multiple of 4]", y);
        return Shape.of(y.dim(1) / 4, 2 * rows, 2 * columns);
    }

    /** Returns the shape of the result of {@link Operators#transpose}: [B, A]. */
    public static Shape transpose(Shape x) {
        Check.shape("transpose", "x", x, ANY, ANY);
        return Shape.of(x.dim(1), x.dim(0));
    }

    /** Returns the shape of the result of {@link Operators#splitHeads}: [numHeads, L, D]. */
    public static Shape splitHeads(Shape x, int numHeads) {
        Check.shape("split_heads", "x", x, ANY, ANY);
        int c = x.dim(1);
        Check.require(
                numHeads >= 1 && c % numHeads == 0,
                "split_heads",
                "numHeads",
                "a divisor of " + c + " channels",
                numHeads);
        return Shape.of(numHeads, x.dim(0), c / numHeads);
    }

    /** Returns the shape of the result of {@link Operators#upsampleNearest}: [C, factor·H, factor·W]. */
    public static Shape upsampleNearest(Shape x, int factor) {
        Check.shape("upsample_nearest", "x", x, ANY, ANY, ANY);
        Check.require(factor >= 1, "upsample_nearest", "factor", "at least 1", factor);
        return Shape.of(x.dim(0), factor * x.dim(1), factor * x.dim(2));
    }

    /** Returns the shape of the result of {@link Operators#modulate}: the shape of x. */
    public static Shape modulate(Shape x, Shape shift, Shape scale) {
        layerNorm(x, null, null);
        Check.shape("modulate", "shift", shift, x.dim(1));
        Check.shape("modulate", "scale", scale, x.dim(1));
        return x;
    }

    /** Returns the shape of the result of {@link Operators#gatedAdd}: the shape of x. */
    public static Shape gatedAdd(Shape x, Shape gate, Shape update) {
        Check.shape("gated_add", "x", x, ANY, ANY);
        Check.shape("gated_add", "gate", gate, x.dim(1));
        Check.shape("gated_add", "update", update, x.toArray());
        return x;
    }

    /** Returns the shape of each of the results of {@link Operators#splitQkv}: [H, L, D]. */
    public static Shape splitQkv(Shape qkv, int numHeads, Weight queryScale, Weight keyScale, Shape pe) {
        Check.shape("split_qkv", "qkv", qkv, ANY, ANY);
        int c = qkv.dim(1);
        Check.require(c % 3 == 0, "split_qkv", "qkv", "shape [*, a multiple of 3]", qkv);
        Shape head = splitHeads(qkv.with(1, c / 3), numHeads);
        rmsNorm(head, queryScale);
        rmsNorm(head, keyScale);
        return applyRope(head, pe);
    }

    /**
     * Checks that the gradient of a result has the shape of the result.
     *
     * @param operator the name of the operator
     * @param dy the shape of the gradient
     * @param y the shape of the result
     * @return the shape of both
     */
    public static Shape gradient(String operator, Shape dy, Shape y) {
        Check.shape(operator, "dy", dy, y.toArray());
        return y;
    }

    /** Returns the shape of the result of {@link Gradients#splitHeads}: [L, H·D]. */
    public static Shape mergedHeads(Shape dy) {
        Check.shape("split_heads", "dy", dy, ANY, ANY, ANY);
        return Shape.of(dy.dim(1), dy.dim(0) * dy.dim(2));
    }

    /** Returns the shape of the result of {@link Gradients#upsampleNearest}: [C, H, W]. */
    public static Shape downsampled(Shape dy, int factor) {
        Check.shape("upsample_nearest", "dy", dy, ANY, ANY, ANY);
        Check.require(factor >= 1, "upsample_nearest", "factor", "at least 1", factor);
        Shape x = Shape.of(dy.dim(0), dy.dim(1) / factor, dy.dim(2) / factor);
        Check.shape("upsample_nearest", "dy", dy, x.dim(0), factor * x.dim(1), factor * x.dim(2));
        return x;
    }
}
