package org.flux4j.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The operators of FLUX.1, its autoencoder and its text encoders, one method each. The model is written once, against
 * this interface; a backend implements it.
 *
 * <p>Tensors hold float32 elements. An operator never changes its arguments and always returns a new tensor, whose
 * lifetime is described in {@link Scope}. An argument may be {@code null} only where its description says so. Every
 * operator throws {@link IllegalArgumentException} if the shapes of its arguments do not fit, with a message that names
 * the operator, the argument, and the expected and the actual shape. It throws {@link UnsupportedOperationException} if
 * the backend does not implement it.
 *
 * <p>Shapes are written [outer, …, inner]. L is a number of tokens and C a number of channels. A feature map is
 * [C, H, W], with H its height and W its width. In attention, a tensor is [H, L, D], with H the number of heads and D
 * the number of channels of a head. A <i>row</i> of a tensor [..., C] is the C elements along its last axis.
 *
 * <p>Basic operators are abstract methods. Composite operators are default methods, written in terms of the basic ones:
 * the default implementation defines the result, and a backend overrides it only to compute the same result, up to
 * rounding, faster.
 *
 * <p>Sources name lines of black-forest-labs/flux at commit 802fb4713906133fcbd0d8dc5351620ca4773036, abbreviated
 * {@code flux@802fb47}: <a
 * href="https://github.com/black-forest-labs/flux/tree/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux">src/flux</a>.
 */
public interface Operators extends AutoCloseable {

    // ---- linear algebra --------------------------------------------------------------------------------------------

    /**
     * Applies a linear layer: y[l, n] = bias[n] + Σ_k x[l, k] · weight[n, k].
     *
     * @param x [L, K]
     * @param weight [N, K]
     * @param bias [N], or {@code null} for none
     * @return y, [L, N]
     */
    Tensor linear(Tensor x, Weight weight, Weight bias);

    /**
     * Computes scaled dot-product attention, independently for each head: y = softmax(scale · q·kᵀ + bias) · v.
     *
     * <p>A query whose keys are all hidden, that is, whose biases are all −∞, yields NaN.
     *
     * <p>Source: flux@802fb47 math.py, {@code attention} (where scale = 1/√D and there is no bias).
     *
     * @param q the queries, [H, Lq, D]
     * @param k the keys, [H, Lk, D]
     * @param v the values, [H, Lk, D]
     * @param scale the factor of the scores q·kᵀ
     * @param bias the term added to the scaled scores, where −∞ hides a key: [H, Lq, Lk], or [1, Lq, Lk] if all heads
     *     share it, or {@code null} for none
     * @return y, [Lq, H·D], with the heads of a token side by side
     */
    Tensor attention(Tensor q, Tensor k, Tensor v, float scale, Tensor bias);

    /**
     * Convolves a feature map: y[o, i, j] = bias[o] + Σ_{c,u,v} weight[o, c, u, v] ·
     * x[c, i·stride + u − top, j·stride + v − left], where x is zero outside of the map.
     *
     * @param x [C, H, W]; with its padding at least as high and as wide as the kernel
     * @param weight the kernel, [O, C, kh, kw]
     * @param bias [O], or {@code null} for none
     * @param stride the distance in pixels between the inputs of neighbouring outputs, in both directions; at least 1
     * @param padding the zeros around x
     * @return y, [O, (H + top + bottom − kh) / stride + 1, (W + left + right − kw) / stride + 1], rounded down
     */
    Tensor conv2d(Tensor x, Weight weight, Weight bias, int stride, Padding padding);

    // ---- normalisation ---------------------------------------------------------------------------------------------

    /**
     * Normalises each row to mean 0 and variance 1: y = (x − mean(x)) / √(var(x) + eps) · weight + bias, where var(x)
     * is the mean squared deviation.
     *
     * @param x [L, C]
     * @param weight [C], or {@code null} for ones
     * @param bias [C], or {@code null} for zeros
     * @param eps the term added to the variance
     * @return y, [L, C]
     */
    Tensor layerNorm(Tensor x, Weight weight, Weight bias, float eps);

    /**
     * Divides each row by its root mean square: y = x / √(mean(x²) + eps) · scale.
     *
     * <p>Source: flux@802fb47 modules/layers.py, {@code RMSNorm}.
     *
     * @param x [..., D]
     * @param scale [D]
     * @param eps the term added to the mean square
     * @return y, of the shape of x
     */
    Tensor rmsNorm(Tensor x, Weight scale, float eps);

    /**
     * Normalises each group of C / groups channels, with all their pixels, to mean 0 and variance 1: y = (x −
     * mean(group)) / √(var(group) + eps) · weight[c] + bias[c], where var is the mean squared deviation.
     *
     * @param x [C, H, W]
     * @param weight [C]
     * @param bias [C]
     * @param groups the number of groups, a divisor of C
     * @param eps the term added to the variance
     * @return y, [C, H, W]
     */
    Tensor groupNorm(Tensor x, Weight weight, Weight bias, int groups, float eps);

    // ---- activations -----------------------------------------------------------------------------------------------

    /**
     * Applies SiLU to each element: y = x / (1 + e^−x).
     *
     * @param x of any shape
     * @return y, of the shape of x
     */
    Tensor silu(Tensor x);

    /**
     * Applies the tanh approximation of GELU to each element: y = x/2 · (1 + tanh(√(2/π) · (x + 0.044715·x³))). It is
     * the GELU of the transformer and of T5 v1.1.
     *
     * @param x of any shape
     * @return y, of the shape of x
     */
    Tensor geluTanh(Tensor x);

    /**
     * Applies the exact GELU to each element: y = x/2 · (1 + erf(x/√2)).
     *
     * @param x of any shape
     * @return y, of the shape of x
     */
    Tensor geluErf(Tensor x);

    /**
     * Applies the sigmoid approximation of GELU to each element: y = x / (1 + e^(−1.702·x)). It is the GELU of CLIP.
     *
     * @param x of any shape
     * @return y, of the shape of x
     */
    Tensor quickGelu(Tensor x);

    /**
     * Computes the softmax of each row: y = e^(x − max x) / Σ e^(x − max x).
     *
     * @param x [..., N]
     * @return y, of the shape of x
     */
    Tensor softmax(Tensor x);

    // ---- positions and time ----------------------------------------------------------------------------------------

    /**
     * Embeds numbers as sinusoids: y[n] = (cos(a·f_0), …, cos(a·f_h−1), sin(a·f_0), …, sin(a·f_h−1)) with a =
     * timeFactor · t[n], h = dim / 2 and f_i = maxPeriod^(−i/h). If dim is odd, the last element is zero.
     *
     * <p>Source: flux@802fb47 modules/layers.py, {@code timestep_embedding}.
     *
     * @param t [N]; a timestep is in 0..1
     * @param dim the number of channels; at least 1
     * @param maxPeriod the base of the frequencies; 10,000 in FLUX
     * @param timeFactor the factor of t; 1,000 in FLUX, for timestep and guidance alike
     * @return y, [N, dim]
     */
    Tensor timestepEmbedding(Tensor t, int dim, float maxPeriod, float timeFactor);

    /**
     * Computes the rotations of rotary position embedding (RoPE). Axis a of the ids rotates axesDim[a] / 2 pairs of
     * channels: pair i by the angle φ = ids[l, a] · theta^(−2i / axesDim[a]), which is computed in double. The pairs of
     * one axis follow those of the axis before.
     *
     * <p>Source: flux@802fb47 math.py, {@code rope}, and modules/layers.py, {@code EmbedND}.
     *
     * @param ids the position of each token along each axis, [L, axes]
     * @param axesDim the number of channels that each axis rotates, each even
     * @param theta the base of the frequencies; 10,000 in FLUX
     * @return the rotation matrices ((cos φ, −sin φ), (sin φ, cos φ)), [L, D/2, 2, 2], where D is the sum of axesDim
     */
    Tensor rope(Tensor ids, int[] axesDim, float theta);

    /**
     * Rotates each pair of neighbouring channels: y[h, l, 2i + r] = pe[l, i, r, 0] · x[h, l, 2i] + pe[l, i, r, 1] ·
     * x[h, l, 2i + 1].
     *
     * <p>Source: flux@802fb47 math.py, {@code apply_rope}.
     *
     * @param x the queries or keys, [H, L, D]
     * @param pe the rotations that {@link #rope} returns, [L, D/2, 2, 2]
     * @return y, [H, L, D]
     */
    Tensor applyRope(Tensor x, Tensor pe);

    /**
     * Looks up the embedding of each token: y[l, c] = table[ids[l], c].
     *
     * @param ids L indices in 0..V−1
     * @param table [V, C]
     * @return y, [L, C]
     */
    Tensor embedding(int[] ids, Weight table);

    // ---- arithmetic ------------------------------------------------------------------------------------------------

    /**
     * Adds two tensors: y = a + b.
     *
     * @param a of any shape
     * @param b of the shape of a; or [C], added to each row of a [..., C]; or [1], added to each element
     * @return y, of the shape of a
     */
    Tensor add(Tensor a, Tensor b);

    /**
     * Multiplies two tensors, element by element: y = a · b.
     *
     * @param a of any shape
     * @param b of the shape of a; or [C], the factors of each row of a [..., C]; or [1], the factor of each element
     * @return y, of the shape of a
     */
    Tensor multiply(Tensor a, Tensor b);

    /**
     * Applies an affine function to each element: y = factor · x + offset.
     *
     * @param x of any shape
     * @return y, of the shape of x
     */
    Tensor affine(Tensor x, float factor, float offset);

    // ---- layout ----------------------------------------------------------------------------------------------------

    /**
     * Concatenates two tensors along an axis.
     *
     * @param a the first part
     * @param b the second part, of the same size as a along all other axes
     * @param axis the axis; a negative one counts from the end
     * @return a, followed by b
     */
    Tensor concat(Tensor a, Tensor b, int axis);

    /**
     * Returns the part of a tensor with the given indices along an axis.
     *
     * @param x of any shape
     * @param axis the axis; a negative one counts from the end
     * @param from the first index
     * @param to the index after the last
     * @return a tensor of the shape of x, but with {@code to − from} indices along the axis
     */
    Tensor slice(Tensor x, int axis, int from, int to);

    /**
     * Transposes a matrix: y[j, i] = x[i, j].
     *
     * @param x [A, B]
     * @return y, [B, A]
     */
    Tensor transpose(Tensor x);

    /**
     * Splits the channels of each token into heads: y[h, l, d] = x[l, h·D + d] with D = C / numHeads.
     *
     * @param x [L, C]
     * @param numHeads the number of heads, a divisor of C
     * @return y, [numHeads, L, D]
     */
    Tensor splitHeads(Tensor x, int numHeads);

    /**
     * Enlarges a feature map by repeating each pixel factor × factor times: y[c, i, j] =
     * x[c, ⌊i / factor⌋, ⌊j / factor⌋].
     *
     * @param x [C, H, W]
     * @param factor at least 1
     * @return y, [C, factor·H, factor·W]
     */
    Tensor upsampleNearest(Tensor x, int factor);

    /**
     * Packs a latent into tokens of 2 × 2 latent pixels: y[h · W/2 + w, 4c + 2p + q] = x[c, 2h + p, 2w + q].
     *
     * <p>Source: flux@802fb47 sampling.py, {@code rearrange(img, "b c (h ph) (w pw) -> b (h w) (c ph pw)", ph=2, pw=2)}
     * in {@code prepare}.
     *
     * @param x [C, H, W], H and W even
     * @return y, [H/2 · W/2, 4C]
     */
    Tensor pack(Tensor x);

    /**
     * Unpacks tokens into a latent: x[c, 2h + p, 2w + q] = y[h · columns + w, 4c + 2p + q]. It is the inverse of
     * {@link #pack}.
     *
     * <p>Source: flux@802fb47 sampling.py, {@code unpack}.
     *
     * @param y [rows · columns, 4C]
     * @param rows the number of rows of the token grid
     * @param columns the number of columns of the token grid
     * @return x, [C, 2 · rows, 2 · columns]
     */
    Tensor unpack(Tensor y, int rows, int columns);

    // ---- composites ------------------------------------------------------------------------------------------------

    /**
     * Applies a layer norm without weights, then a scale and a shift that depend on the modulation vector: y = (1 +
     * scale) · layer_norm(x) + shift.
     *
     * <p>Source: flux@802fb47 modules/layers.py, {@code DoubleStreamBlock.forward}.
     *
     * @param x [L, C]
     * @param shift [C]
     * @param scale [C]
     * @param eps the term added to the variance
     * @return y, [L, C]
     */
    default Tensor modulate(Tensor x, Tensor shift, Tensor scale, float eps) {
        Tensor normed = layerNorm(x, null, null, eps);
        return add(multiply(normed, affine(scale, 1, 1)), shift);
    }

    /**
     * Adds a gated residual: y = x + gate · update.
     *
     * <p>Source: flux@802fb47 modules/layers.py, {@code DoubleStreamBlock.forward}.
     *
     * @param x [L, C]
     * @param gate [C]
     * @param update [L, C]
     * @return y, [L, C]
     */
    default Tensor gatedAdd(Tensor x, Tensor gate, Tensor update) {
        return add(x, multiply(update, gate));
    }

    /**
     * Computes scaled dot-product attention with the usual scale of 1/√D: y = softmax(q·kᵀ / √D + bias) · v.
     *
     * <p>Source: torch.nn.functional.scaled_dot_product_attention.
     *
     * @param qkv the queries, keys and values
     * @param bias as for {@link #attention(Tensor, Tensor, Tensor, float, Tensor)}, or {@code null} for none
     * @return y, [Lq, H·D], with the heads of a token side by side
     */
    default Tensor attention(Qkv qkv, Tensor bias) {
        float scale = (float) (1 / Math.sqrt(qkv.q().dim(-1)));
        return attention(qkv.q(), qkv.k(), qkv.v(), scale, bias);
    }

    /**
     * Applies a linear layer, then {@link #geluTanh}: y = gelu_tanh(linear(x)), the first half of an MLP.
     *
     * @param x [L, K]
     * @param weight [N, K]
     * @param bias [N], or {@code null} for none
     * @return y, [L, N]
     */
    default Tensor linearGelu(Tensor x, Weight weight, Weight bias) {
        return geluTanh(linear(x, weight, bias));
    }

    /**
     * Applies a linear layer and adds products to some of its outputs, such as the update of a LoRA: y = linear(x), and
     * then y[l, from + n] += Σ_k term.x[l, k] · term.weight[n, k] for each term.
     *
     * @param x [L, K]
     * @param weight [N, K]
     * @param bias [N], or {@code null} for none
     * @param terms the products
     * @return y, [L, N]
     */
    default Tensor linear(Tensor x, Weight weight, Weight bias, List<LinearTerm> terms) {
        Shapes.linear(x.shape(), weight, bias, terms);
        Tensor y = linear(x, weight, bias);
        for (LinearTerm term : terms) {
            Tensor product = linear(term.x(), term.weight(), null);
            int size = product.dim(1);
            if (size == y.dim(1)) {
                y = add(y, product);
            } else {
                List<Tensor> parts = split(y, 1, term.from(), size, y.dim(1) - term.from() - size);
                y = concat(concat(parts.get(0), add(parts.get(1), product), 1), parts.get(2), 1);
            }
        }
        return y;
    }

    /**
     * Applies a linear layer with added products, then {@link #geluTanh}: y = gelu_tanh(linear(x) + …).
     *
     * @param x [L, K]
     * @param weight [N, K]
     * @param bias [N], or {@code null} for none
     * @param terms the products
     * @return y, [L, N]
     */
    default Tensor linearGelu(Tensor x, Weight weight, Weight bias, List<LinearTerm> terms) {
        return geluTanh(linear(x, weight, bias, terms));
    }

    /**
     * Applies a group norm, then SiLU: y = silu(group_norm(x)).
     *
     * @param x [C, H, W]
     * @param weight [C]
     * @param bias [C]
     * @param groups the number of groups, a divisor of C
     * @param eps the term added to the variance
     * @return y, [C, H, W]
     */
    default Tensor groupNormSilu(Tensor x, Weight weight, Weight bias, int groups, float eps) {
        return silu(groupNorm(x, weight, bias, groups, eps));
    }

    /**
     * Applies a group norm, SiLU and a convolution with a stride of 1: y = conv2d(silu(group_norm(x))), half of a
     * residual block of the autoencoder.
     *
     * <p>Source: flux@802fb47 modules/autoencoder.py, {@code ResnetBlock.forward}.
     *
     * @param x [C, H, W]; with its padding at least as high and as wide as the kernel
     * @param normWeight [C]
     * @param normBias [C]
     * @param groups the number of groups, a divisor of C
     * @param eps the term added to the variance
     * @param weight the kernel, [O, C, kh, kw]
     * @param bias [O], or {@code null} for none
     * @param padding the zeros around the input of the convolution
     * @return y, [O, H + top + bottom − kh + 1, W + left + right − kw + 1]
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
     * Splits the joint projection of queries, keys and values into heads, then normalises the queries and keys with
     * {@link #rmsNorm} and rotates them with {@link #applyRope}.
     *
     * <p>Source: flux@802fb47 modules/layers.py, {@code rearrange(qkv, "B L (K H D) -> K B H L D")} and {@code QKNorm}.
     *
     * @param qkv the joint projection, [L, 3·H·D]
     * @param numHeads H, the number of heads
     * @param queryScale the scale of the norm of the queries, [D]
     * @param keyScale the scale of the norm of the keys, [D]
     * @param pe the rotations that {@link #rope} returns, [L, D/2, 2, 2]
     * @param eps the term added to the mean squares
     * @return the queries, keys and values, each [H, L, D]
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
     * Splits a tensor into consecutive parts along an axis.
     *
     * <p>Source: torch.split, and {@code chunk} as in flux@802fb47 modules/layers.py, {@code Modulation}.
     *
     * @param x of any shape
     * @param axis the axis; a negative one counts from the end
     * @param sizes the sizes of the parts, which add up to the size of the axis
     * @return the parts, in order
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
     * Opens a scope, which limits the lifetime of the tensors returned until it is closed. By default their memory is
     * left to the garbage collector.
     *
     * @param name the path of the weights that are used in the scope, such as {@code double_blocks.7}. It names the
     *     place in traces and errors; a backend may record the operators of a named scope as one unit.
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
     * Returns a step that computes what the given step computes. A backend may record the operators of the first run
     * and replay them in later runs; by default, the given step itself is returned. To record even a step that is run once
     * keeps what lies between its operators on a device.
     *
     * <p>Only the elements of the inputs may differ from run to run. Numbers, shapes, weights, and tensors that the
     * step uses without receiving them as inputs are part of the recording; such tensors must not be released while the
     * step is still run. The step must call the same operators in every run, must not read elements, and must close the
     * scopes that it opens.
     */
    default Step repeated(Step step) {
        return step;
    }

    /**
     * Computes the results of streams of tokens, and joins them: the tokens of the first stream come first. Since no token
     * depends on another, a backend may compute some tokens after the others, so that what lies between the inputs and the
     * results takes the memory of a few tokens; by default, all tokens of a stream are computed at once.
     *
     * @param streams at least one; all of them return the same number of results
     * @return the results, each with the tokens of all streams along the last axis but one
     */
    default List<Tensor> byTokens(TokenStream... streams) {
        List<Tensor> joined = streams[0].results();
        for (TokenStream stream : List.of(streams).subList(1, streams.length)) {
            List<Tensor> before = joined;
            List<Tensor> next = stream.results();
            joined = IntStream.range(0, next.size())
                    .mapToObj(i -> concat(before.get(i), next.get(i), -2))
                    .toList();
        }
        return joined;
    }

    /**
     * Returns the gradients of these operators, computed by the same backend with the same memory.
     *
     * @throws UnsupportedOperationException if the backend computes no gradients, as by default
     */
    default Gradients gradients() {
        throw new UnsupportedOperationException("no gradients");
    }

    /**
     * Releases the memory and the device of this backend. Afterwards, neither the operators nor tensors whose elements
     * live outside the Java heap may be used.
     */
    @Override
    default void close() {
        // there is nothing to release
    }
}
