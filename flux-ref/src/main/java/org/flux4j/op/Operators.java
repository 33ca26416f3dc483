package org.flux4j.op;

import java.util.ArrayList;
import java.util.List;

/**
 * The operators of FLUX.1, its autoencoder and its text encoders: one method each. The model is written against this
 * interface once; an implementation is a way of running it.
 *
 * <p>All tensors are float32, and every call returns a new tensor (see {@link Scope} for how long it lives). Shapes are
 * written [outer, …, inner]: L and N count tokens or rows, C channels, H × W pixels or, before L, heads. A parameter
 * that may be {@code null} is named so, with what {@code null} means; no other may. Every method throws {@link
 * IllegalArgumentException} when shapes do not fit, naming the operator, what was found and what was expected.
 *
 * <p>Basic operators are abstract. Composite ones are default methods: the default is the definition, an override is an
 * optimisation.
 *
 * <p>Sources name lines of black-forest-labs/flux at commit 802fb4713906133fcbd0d8dc5351620ca4773036, abbreviated
 * {@code flux@802fb47}: <a
 * href="https://github.com/black-forest-labs/flux/tree/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux">src/flux</a>.
 */
public interface Operators extends AutoCloseable {

    // ---- linear algebra --------------------------------------------------------------------------------------------

    /**
     * y[l, n] = bias[n] + Σ_k x[l, k] · weight[n, k].
     *
     * @param x [L, K]
     * @param weight [N, K]
     * @param bias [N], or null for none
     * @return [L, N]
     */
    Tensor linear(Tensor x, Weight weight, Weight bias);

    /**
     * Scaled dot-product attention, each head for itself: y = softmax(scale · q·kᵀ + bias) · v.
     *
     * <p>A query that may see no key at all (every bias −∞) gets NaN.
     *
     * <p>Source: flux@802fb47 math.py, {@code attention} (there scale = 1/√D and no bias).
     *
     * @param q [H, Lq, D]
     * @param k [H, Lk, D]
     * @param v [H, Lk, D]
     * @param scale what the scores are multiplied by
     * @param bias [H, Lq, Lk], or [1, Lq, Lk] for the same in every head, added to the scaled scores (−∞ hides a key);
     *     null for none
     * @return [Lq, H·D]: the heads side by side in every token
     */
    Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias);

    /**
     * y[o, i, j] = bias[o] + Σ_{c,u,v} weight[o, c, u, v] · x[c, i·stride + u − top, j·stride + v − left], with x zero
     * outside.
     *
     * @param x [C, H, W]
     * @param weight [O, C, kh, kw]
     * @param bias [O], or null for none
     * @param stride the step from one output to the next, in rows and in columns; at least 1
     * @param padding the zeros around x; with them it is no smaller than the kernel
     * @return [O, (H + top + bottom − kh) / stride + 1, (W + left + right − kw) / stride + 1]
     */
    Tensor conv2d(Tensor x, Weight weight, Weight bias, int stride, Padding padding);

    // ---- normalisation ---------------------------------------------------------------------------------------------

    /**
     * y = (x − mean(x)) / √(var(x) + eps) · weight + bias over the last axis, var being the mean squared deviation.
     *
     * @param x [L, C]
     * @param weight [C], or null for ones
     * @param bias [C], or null for zeros
     * @return [L, C]
     */
    Tensor layerNorm(Tensor x, Weight weight, Weight bias, float eps);

    /**
     * y = x / √(mean(x²) + eps) · scale over the last axis.
     *
     * <p>Source: flux@802fb47 modules/layers.py, {@code RMSNorm}.
     *
     * @param x [..., D]
     * @param scale [D]
     * @return the shape of x
     */
    Tensor rmsNorm(Tensor x, Weight scale, float eps);

    /**
     * Layer norm over each group of C / groups channels with all their pixels, then weight[c] and bias[c].
     *
     * @param x [C, H, W], C a multiple of groups
     * @param weight [C]
     * @param bias [C]
     * @return [C, H, W]
     */
    Tensor groupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps);

    // ---- activations, element by element, any shape ----------------------------------------------------------------

    /** y = x / (1 + e^−x). */
    Tensor silu(Tensor x);

    /** y = x/2 · (1 + tanh(√(2/π) · (x + 0.044715·x³))): the GELU of the transformer and of T5 v1.1. */
    Tensor geluTanh(Tensor x);

    /** y = x/2 · (1 + erf(x/√2)): the exact GELU. */
    Tensor geluErf(Tensor x);

    /** y = x / (1 + e^(−1.702·x)): the GELU of CLIP. */
    Tensor quickGelu(Tensor x);

    /**
     * y = e^(x − max x) / Σ e^(x − max x) over the last axis.
     *
     * @param x [..., N]
     * @return the shape of x
     */
    Tensor softmax(Tensor x);

    // ---- positions and time ----------------------------------------------------------------------------------------

    /**
     * y[n] = (cos(a·f_0), …, cos(a·f_h−1), sin(a·f_0), …, sin(a·f_h−1)) with a = timeFactor · t[n], h = dim / 2 and f_i =
     * maxPeriod^(−i/h); an odd dim ends with a zero.
     *
     * <p>Source: flux@802fb47 modules/layers.py, {@code timestep_embedding}.
     *
     * @param t [N], in 0..1 for a timestep
     * @param dim at least 1
     * @param timeFactor 1000 in FLUX, for timestep and guidance alike
     * @return [N, dim]
     */
    Tensor timestepEmbedding(Tensor t, int dim, float maxPeriod, float timeFactor);

    /**
     * The rotations of rotary position embedding in several axes. Axis a turns its axesDim[a] / 2 pairs of channels: pair i
     * by the angle φ = ids[l, a] · theta^(−2i / axesDim[a]), computed in double. The axes lie one after the other.
     *
     * <p>Source: flux@802fb47 math.py, {@code rope}, and modules/layers.py, {@code EmbedND}.
     *
     * @param ids [L, axes]
     * @param axesDim the channels of each axis, all even
     * @param theta 10000 in FLUX
     * @return [L, D/2, 2, 2], D the sum of axesDim: the matrices ((cos φ, −sin φ), (sin φ, cos φ))
     */
    Tensor rope(Tensor ids, int[] axesDim, float theta);

    /**
     * Turns each pair of neighbouring channels: y[h, l, 2i + r] = pe[l, i, r, 0] · x[h, l, 2i] + pe[l, i, r, 1] · x[h, l,
     * 2i + 1].
     *
     * <p>Source: flux@802fb47 math.py, {@code apply_rope}.
     *
     * @param x [H, L, D]
     * @param pe [L, D/2, 2, 2], from {@link #rope}
     * @return [H, L, D]
     */
    Tensor applyRope(Tensor x, Tensor pe);

    /**
     * Row ids[l] of the table for every token l.
     *
     * @param ids L row numbers, each in 0..V−1
     * @param table [V, C]
     * @return [L, C]
     */
    Tensor embedding(int[] ids, Weight table);

    // ---- arithmetic ------------------------------------------------------------------------------------------------

    /**
     * y = a + b.
     *
     * @param b the shape of a, or [C] to be added to every row of a [..., C], or [1] to be added to every element
     */
    Tensor add(Tensor a, Tensor b);

    /**
     * y = a · b, element by element.
     *
     * @param b the shape of a, or [C] to multiply every row of a [..., C], or [1] to multiply every element
     */
    Tensor multiply(Tensor a, Tensor b);

    /** y = factor · x + offset. */
    Tensor affine(Tensor x, float factor, float offset);

    // ---- layout ----------------------------------------------------------------------------------------------------

    /** a, then b along one axis (a negative axis counts from the end); all other axes must agree. */
    Tensor concat(Tensor a, Tensor b, int axis);

    /** Indices {@code from} to {@code to} (exclusive) of one axis (a negative axis counts from the end). */
    Tensor slice(Tensor x, int axis, int from, int to);

    /**
     * y[j, i] = x[i, j].
     *
     * @param x [A, B]
     * @return [B, A]
     */
    Tensor transpose(Tensor x);

    /**
     * The channels of every token dealt out to heads: y[h, l, d] = x[l, h·D + d], D = C / numHeads.
     *
     * @param x [L, C]
     * @param numHeads a divisor of C
     * @return [numHeads, L, D]
     */
    Tensor splitHeads(Tensor x, int numHeads);

    /**
     * Every pixel repeated factor × factor times.
     *
     * @param x [C, H, W]
     * @return [C, factor·H, factor·W]
     */
    Tensor upsampleNearest(Tensor x, int factor);

    /**
     * Latents as tokens, each of 2 × 2 latents: y[h · W/2 + w, 4c + 2p + q] = x[c, 2h + p, 2w + q].
     *
     * <p>Source: flux@802fb47 sampling.py, {@code rearrange(img, "b c (h ph) (w pw) -> b (h w) (c ph pw)", ph=2, pw=2)} in
     * {@code prepare}.
     *
     * @param x [C, H, W], H and W even
     * @return [H/2 · W/2, 4C]
     */
    Tensor pack(Tensor x);

    /**
     * The latents of tokens: the inverse of {@link #pack}.
     *
     * <p>Source: flux@802fb47 sampling.py, {@code unpack}.
     *
     * @param y [rows · columns, 4C]
     * @return [C, 2 · rows, 2 · columns]
     */
    Tensor unpack(Tensor y, int rows, int columns);

    // ---- composites ------------------------------------------------------------------------------------------------

    /**
     * Layer norm without weights, then a scale and shift made from the modulation vector: y = (1 + scale) · layer_norm(x) +
     * shift.
     *
     * <p>Source: flux@802fb47 modules/layers.py, {@code DoubleStreamBlock.forward}.
     *
     * @param x [L, C]
     * @param shift [C]
     * @param scale [C]
     * @return [L, C]
     */
    default Tensor modulate(Tensor x, Tensor shift, Tensor scale, float eps) {
        Tensor normed = layerNorm(x, null, null, eps);
        return add(multiply(normed, affine(scale, 1, 1)), shift);
    }

    /**
     * A gated residual: y = x + gate · update.
     *
     * @param x [L, C]
     * @param gate [C]
     * @param update [L, C]
     * @return [L, C]
     */
    default Tensor gatedAdd(Tensor x, Tensor gate, Tensor update) {
        return add(x, multiply(update, gate));
    }

    /**
     * Scaled dot-product attention with the usual scale: softmax(q·kᵀ / √D + bias) · v.
     *
     * <p>Source: torch.nn.functional.scaled_dot_product_attention.
     *
     * @param bias as in {@link #attention(Tensor, Tensor, Tensor, float, Tensor)}; null for none
     * @return [L, H·D]
     */
    default Tensor attention(Qkv qkv, Tensor bias) {
        float scale = (float) (1 / Math.sqrt(qkv.q().dim(-1)));
        return attention(qkv.q(), qkv.k(), qkv.v(), scale, bias);
    }

    /** y = gelu_tanh(linear(x)): the first half of an MLP. */
    default Tensor linearGelu(Tensor x, Weight weight, Weight bias) {
        return geluTanh(linear(x, weight, bias));
    }

    /** y = silu(group_norm(x)). */
    default Tensor groupNormSilu(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return silu(groupNorm(x, weight, bias, groups, eps));
    }

    /**
     * y = conv2d(silu(group_norm(x))) with a stride of 1: a convolution of the autoencoder's residual blocks with what
     * precedes it.
     *
     * <p>Source: flux@802fb47 modules/autoencoder.py, {@code ResnetBlock.forward}.
     *
     * @param x [C, H, W], C a multiple of groups
     * @param normWeight [C]
     * @param normBias [C]
     * @param weight [O, C, kh, kw]
     * @param bias [O], or null for none
     * @return [O, H + top + bottom − kh + 1, W + left + right − kw + 1]
     */
    default Tensor groupNormSiluConv2d(
            Tensor x,
            Weight normWeight,
            Weight normBias,
            int groups,
            float eps,
            Weight weight,
            Weight bias,
            Padding padding) {
        return conv2d(groupNormSilu(x, normWeight, normBias, groups, eps), weight, bias, 1, padding);
    }

    /**
     * Splits the joined projection into heads, and normalises and turns q and k.
     *
     * <p>Source: flux@802fb47 modules/layers.py, {@code rearrange(qkv, "B L (K H D) -> K B H L D")} and {@code QKNorm}.
     *
     * @param qkv [L, 3·H·D]
     * @param queryScale [D], the RMSNorm of q
     * @param keyScale [D], the RMSNorm of k
     * @param pe [L, D/2, 2, 2]
     * @return q, k and v, each [H, L, D]
     */
    default Qkv splitQkv(Tensor qkv, int numHeads, Weight queryScale, Weight keyScale, Tensor pe, float eps) {
        Shapes.splitQkv(qkv.shape(), numHeads, queryScale, keyScale, pe.shape());
        int c = qkv.dim(1) / 3;
        List<Tensor> parts = split(qkv, 1, c, c, c);
        Tensor q = rmsNorm(splitHeads(parts.get(0), numHeads), queryScale, eps);
        Tensor k = rmsNorm(splitHeads(parts.get(1), numHeads), keyScale, eps);
        Tensor v = splitHeads(parts.get(2), numHeads);
        return new Qkv(applyRope(q, pe), applyRope(k, pe), v);
    }

    /**
     * The consecutive parts of one axis (a negative axis counts from the end).
     *
     * <p>Source: torch.split, and {@code chunk} as in flux@802fb47 modules/layers.py, {@code Modulation}.
     *
     * @param sizes of the parts; they add up to the size of the axis
     */
    default List<Tensor> split(Tensor x, int axis, int... sizes) {
        Shapes.split(x.shape(), axis, sizes);
        List<Tensor> parts = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            parts.add(slice(x, axis, from, from + size));
            from += size;
        }
        return parts;
    }

    // ---- execution -------------------------------------------------------------------------------------------------

    /**
     * Opens a scope; by default memory is left to the garbage collector.
     *
     * @param name the path of the weights that are used in it, such as {@code double_blocks.7}: what names the place in a
     *     trace or an error, and what a backend may record as one piece
     */
    default Scope scope(String name) {
        return new Scope() {
            @Override
            public Tensor keep(Tensor tensor) {
                return tensor;
            }

            @Override
            public void close() {
                // there is no memory to release
            }
        };
    }

    /**
     * Returns a step that computes what the given one does. A backend may record the calls of the first run and replay them
     * in later runs; by default every run makes its calls anew.
     *
     * <p>What differs between runs are the elements of the inputs alone. Everything else is part of the program: numbers,
     * shapes and weights, and tensors that the step uses besides its inputs, which must not be released as long as it
     * is run. The step makes the same calls in every run, reads no elements, and closes the scopes it opens.
     */
    default Step repeated(Step step) {
        return step;
    }

    /** Releases memory and devices. The operators, and tensors whose elements do not live on the heap, are unusable then. */
    @Override
    default void close() {
        // there is nothing to release
    }
}
