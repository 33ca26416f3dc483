package org.flux4j.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flux4j.io.Update;
import org.flux4j.io.Weights;
import org.flux4j.op.LinearTerm;
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
        return updates.isEmpty() ? ops.linear(x, weight, bias) : ops.linear(x, weight, bias, terms(ops, x));
    }

    /**
     * Applies the layer, then the tanh approximation of GELU: y = gelu_tanh(weight · x + bias), for each row of x.
     *
     * @param x [L, in]
     * @return y, [L, out]
     */
    Tensor forwardGelu(Operators ops, Tensor x) {
        return updates.isEmpty() ? ops.linearGelu(x, weight, bias) : ops.linearGelu(x, weight, bias, terms(ops, x));
    }

    /** Returns scale · delta · x of all updates. Of each product, the last factor is left to the layer. */
    private List<LinearTerm> terms(Operators ops, Tensor x) {
        List<LinearTerm> terms = new ArrayList<>();
        for (Update update : updates) {
            List<Weight> inner = update.inner();
            int from = update.from();
            for (Tensor part : update.outer().isEmpty() ? List.of(x) : mixed(ops, update.outer(), x)) {
                Tensor hidden = product(ops, inner.subList(0, inner.size() - 1), part);
                terms.add(new LinearTerm(ops.affine(hidden, update.scale(), 0), inner.getLast(), from));
                from += inner.getLast().dim(0);
            }
        }
        return terms;
    }

    /**
     * Applies the left side of a Kronecker product: as x is [L, j, k], it returns Σ_j outer[i, j] · x[l, j, k] for each i.
     *
     * @return the inputs of the right side, each [L, k]
     */
    private static List<Tensor> mixed(Operators ops, List<Weight> outer, Tensor x) {
        int tokens = x.dim(0);
        int columns = outer.getFirst().dim(1);
        int width = x.dim(1) / columns;
        Tensor heads = ops.splitHeads(x, columns).reshape(columns, tokens * width);
        Tensor mixed = ops.transpose(product(ops, outer, ops.transpose(heads))); // [i, L·k]
        int[] rows = new int[mixed.dim(0)];
        Arrays.fill(rows, 1);
        return ops.split(mixed, 0, rows).stream()
                .map(row -> row.reshape(tokens, width))
                .toList();
    }

    private static Tensor product(Operators ops, List<Weight> factors, Tensor x) {
        Tensor y = x;
        for (Weight factor : factors) {
            y = ops.linear(y, factor, null);
        }
        return y;
    }
}
