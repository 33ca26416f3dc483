package org.flux4j.model;

import java.util.List;
import org.flux4j.io.Update;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A linear layer, like torch.nn.Linear. No other class passes the weights of a linear layer to the operators, so this
 * is the place for everything that modifies them: the {@linkplain Weights#updates updates} that a LoRA brings are applied
 * beside them, as y = (weight + Σ scale · delta) · x + bias.
 */
final class Linear {
    private final Weight weight; // [out, in]
    private final Weight bias; // [out]; null for none
    private final List<Update> updates; // of some rows of the weight

    Linear(int in, int out, Weights w) {
        this(in, out, true, w);
    }

    Linear(int in, int out, boolean hasBias, Weights w) {
        this(w.get("weight", out, in), hasBias ? w.get("bias", out) : null, w.updates("weight"));
    }

    private Linear(Weight weight, Weight bias, List<Update> updates) {
        this.weight = weight;
        this.bias = bias;
        this.updates = updates;
    }

    /** Returns the linear layer over pixels that is equivalent to a 1 × 1 convolution. */
    static Linear pixelwise(int in, int out, Weights w) {
        return new Linear(w.get("weight", out, in, 1, 1).reshape(out, in), w.get("bias", out), List.of());
    }

    /**
     * Applies the layer: y = weight · x + bias, for each row of x.
     *
     * @param x [L, in], or [in]
     * @return y, [L, out], or [out]
     */
    Tensor forward(Operators ops, Tensor x) {
        if (x.shape().rank() == 1) {
            return forward(ops, x.reshape(1, x.dim(0))).reshape(weight.dim(0));
        }
        Tensor y = ops.linear(x, weight, bias);
        for (Update update : updates) {
            y = addAt(ops, y, update.from(), delta(ops, update, x));
        }
        return y;
    }

    /**
     * Applies the layer, then the tanh approximation of GELU: y = gelu_tanh(weight · x + bias), for each row of x.
     *
     * @param x [L, in]
     * @return y, [L, out]
     */
    Tensor forwardGelu(Operators ops, Tensor x) {
        return updates.isEmpty() ? ops.linearGelu(x, weight, bias) : ops.geluTanh(forward(ops, x));
    }

    /** Returns scale · delta · x, for each row of x. */
    private static Tensor delta(Operators ops, Update update, Tensor x) {
        return update.outer().isEmpty() ? inner(ops, update, x) : kronecker(ops, update, x);
    }

    /** Returns scale · inner · x, scaled where a low-rank update is narrowest. */
    private static Tensor inner(Operators ops, Update update, Tensor x) {
        List<Weight> factors = update.inner();
        Tensor y = ops.affine(ops.linear(x, factors.getFirst(), null), update.scale(), 0);
        return product(ops, factors.subList(1, factors.size()), y);
    }

    /**
     * Returns scale · (outer ⊗ inner) · x: as x is [L, j, l], outer is applied to j and inner to l. The heads of a token are
     * brought to the front, [j, L, l], and back.
     */
    private static Tensor kronecker(Operators ops, Update update, Tensor x) {
        int tokens = x.dim(0);
        int columns = update.outer().getFirst().dim(1);
        int rows = update.outer().getLast().dim(0);
        int width = x.dim(1) / columns;
        Tensor heads = ops.splitHeads(x, columns).reshape(columns, tokens * width);
        Tensor mixed = ops.transpose(product(ops, update.outer(), ops.transpose(heads)));
        Tensor y = inner(ops, update, mixed.reshape(rows * tokens, width));
        int height = y.dim(1);
        return ops.splitHeads(y.reshape(rows, tokens * height), tokens).reshape(tokens, rows * height);
    }

    private static Tensor product(Operators ops, List<Weight> factors, Tensor x) {
        Tensor y = x;
        for (Weight factor : factors) {
            y = ops.linear(y, factor, null);
        }
        return y;
    }

    /** Returns y, with a term added to its columns from {@code from} on. */
    private static Tensor addAt(Operators ops, Tensor y, int from, Tensor term) {
        int to = from + term.dim(1);
        if (from == 0 && to == y.dim(1)) {
            return ops.add(y, term);
        }
        List<Tensor> parts = ops.split(y, 1, from, to - from, y.dim(1) - to);
        return ops.concat(ops.concat(parts.get(0), ops.add(parts.get(1), term), 1), parts.get(2), 1);
    }
}
