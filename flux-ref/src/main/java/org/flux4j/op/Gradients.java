package org.flux4j.op;

/**
 * The gradients of the basic operators, one vector–Jacobian product each: what back-propagation applies, from the last
 * operator to the first.
 *
 * <p>Let E be a number that depends on the result y of an operator, such as a loss. For every tensor t, dt is the
 * gradient ∂E/∂t, of the shape of t. A method has the name of its operator; it receives dy and returns the gradient of
 * the first argument, Σ_i dy[i] · ∂y[i]/∂x, unless its description says otherwise. A method whose name begins with
 * {@code add} adds the gradients of parameters to arrays that hold as many elements as the parameters: the parameters
 * of a model are used with every sample of a batch, so their gradients accumulate. An array that is {@code null} is not
 * computed.
 *
 * <p>An operator that only moves or scales elements has no method here, since its gradient is an operator already:
 *
 * <table>
 * <caption>Operators whose gradients are operators</caption>
 * <tr><th>operator</th><th>gradient</th></tr>
 * <tr><td>a + b</td><td>da = dy</td></tr>
 * <tr><td>a · b</td><td>da = dy · b</td></tr>
 * <tr><td>factor · x + offset</td><td>dx = factor · dy</td></tr>
 * <tr><td>concat</td><td>slices of dy</td></tr>
 * <tr><td>slice</td><td>dy, concatenated with zeros</td></tr>
 * <tr><td>transpose</td><td>transpose(dy)</td></tr>
 * <tr><td>pack</td><td>unpack(dy)</td></tr>
 * <tr><td>unpack</td><td>pack(dy)</td></tr>
 * </table>
 *
 * <p>As for {@link Operators}, arguments are never changed (but for the arrays of {@code add…}), every tensor returned
 * belongs to the innermost open scope, and a method throws {@link IllegalArgumentException} if shapes do not fit and
 * {@link UnsupportedOperationException} if the backend does not implement it.
 *
 * @see Operators#gradients
 */
public interface Gradients {

    // ---- linear algebra --------------------------------------------------------------------------------------------

    /**
     * The gradient of {@link Operators#linear} with respect to x: dx[l, k] = Σ_n dy[l, n] · weight[n, k].
     *
     * @param dy [L, N]
     * @param weight [N, K]
     * @return dx, [L, K]
     */
    Tensor linear(Tensor dy, Weight weight);

    /**
     * Adds the gradients of the parameters of {@link Operators#linear}: dWeight[n, k] += Σ_l dy[l, n] · x[l, k] and
     * dBias[n] += Σ_l dy[l, n].
     *
     * @param dy [L, N]
     * @param x [L, K]
     * @param dWeight [N, K], or {@code null}
     * @param dBias [N], or {@code null}
     */
    void addLinear(Tensor dy, Tensor x, float[] dWeight, float[] dBias);

    /**
     * The gradients of {@link Operators#attention(Tensor, Tensor, Tensor, float, Tensor)} with respect to q, k and v.
     * With the weights P = softmax(S) of the scores S = scale · q·kᵀ + bias, for each head:
     *
     * <pre>
     * dv = Pᵀ·dy      dP = dy·vᵀ      dS = P · (dP − rowsum(P · dP))      dq = scale · dS·k      dk = scale · dSᵀ·q
     * </pre>
     *
     * @param dy [Lq, H·D], with the heads of a token side by side
     * @param bias as for the operator; it is a constant
     * @return dq [H, Lq, D], dk and dv [H, Lk, D]
     */
    Qkv attention(Tensor dy, Tensor q, Tensor k, Tensor v, float scale, Tensor bias);

    /**
     * The gradient of {@link Operators#conv2d} with respect to x: dx[c, r, s] = Σ_{o,u,v} weight[o, c, u, v] ·
     * dy[o, i, j] over all i and j with i·stride + u − top = r and j·stride + v − left = s.
     *
     * @param dy [O, height, width]
     * @param x the shape of x, [C, H, W]
     * @param weight [O, C, kh, kw]
     * @return dx, [C, H, W]
     */
    Tensor conv2d(Tensor dy, Shape x, Weight weight, int stride, Padding padding);

    /**
     * Adds the gradients of the parameters of {@link Operators#conv2d}: dWeight[o, c, u, v] += Σ_{i,j} dy[o, i, j] ·
     * x[c, i·stride + u − top, j·stride + v − left] and dBias[o] += Σ_{i,j} dy[o, i, j].
     *
     * @param dy [O, height, width]
     * @param x [C, H, W]
     * @param weight the weight, [O, C, kh, kw], whose elements are not used
     * @param dWeight [O, C, kh, kw], or {@code null}
     * @param dBias [O], or {@code null}
     */
    void addConv2d(Tensor dy, Tensor x, Weight weight, int stride, Padding padding, float[] dWeight, float[] dBias);

    // ---- normalisation ---------------------------------------------------------------------------------------------

    /**
     * The gradient of {@link Operators#layerNorm} with respect to x. With σ = √(var(x) + eps), the normalised row n =
     * (x − mean(x)) / σ and its gradient g = dy · weight: dx = (g − mean(g) − n · mean(g · n)) / σ.
     *
     * @param dy [L, C]
     * @param x [L, C]
     * @param weight [C], or {@code null} for ones
     * @return dx, [L, C]
     */
    Tensor layerNorm(Tensor dy, Tensor x, Weight weight, float eps);

    /**
     * Adds the gradients of the parameters of {@link Operators#layerNorm}: dWeight[c] += Σ_l dy[l, c] · n[l, c] with
     * the normalised rows n, and dBias[c] += Σ_l dy[l, c].
     *
     * @param dWeight [C], or {@code null}
     * @param dBias [C], or {@code null}
     */
    void addLayerNorm(Tensor dy, Tensor x, float eps, float[] dWeight, float[] dBias);

    /**
     * The gradient of {@link Operators#rmsNorm} with respect to x. With ρ = √(mean(x²) + eps), the normalised row n = x
     * / ρ and its gradient g = dy · scale: dx = (g − n · mean(g · n)) / ρ.
     *
     * @param dy [..., D]
     * @param x [..., D]
     * @param scale [D]
     * @return dx, of the shape of x
     */
    Tensor rmsNorm(Tensor dy, Tensor x, Weight scale, float eps);

    /**
     * Adds the gradient of the scale of {@link Operators#rmsNorm}: dScale[d] += Σ_rows dy[…, d] · n[…, d] with the
     * normalised rows n.
     *
     * @param dScale [D]
     */
    void addRmsNorm(Tensor dy, Tensor x, float eps, float[] dScale);

    /**
     * The gradient of {@link Operators#groupNorm} with respect to x. With σ = √(var(group) + eps), the normalised group
     * n = (x − mean(group)) / σ and its gradient g = dy · weight[c]: dx = (g − mean(g) − n · mean(g · n)) / σ.
     *
     * @param dy [C, H, W]
     * @param x [C, H, W]
     * @param weight [C]
     * @return dx, [C, H, W]
     */
    Tensor groupNorm(Tensor dy, Tensor x, Weight weight, int groups, float eps);

    /**
     * Adds the gradients of the parameters of {@link Operators#groupNorm}: dWeight[c] += Σ_{h,w} dy[c, h, w] ·
     * n[c, h, w] with the normalised map n, and dBias[c] += Σ_{h,w} dy[c, h, w].
     *
     * @param dWeight [C], or {@code null}
     * @param dBias [C], or {@code null}
     */
    void addGroupNorm(Tensor dy, Tensor x, int groups, float eps, float[] dWeight, float[] dBias);

    // ---- activations -----------------------------------------------------------------------------------------------

    /** The gradient of {@link Operators#silu}: dx = dy · s · (1 + x · (1 − s)) with s = 1 / (1 + e^−x). */
    Tensor silu(Tensor dy, Tensor x);

    /**
     * The gradient of {@link Operators#geluTanh}: dx = dy · (1 + t + x · (1 − t²) · u') / 2 with u = √(2/π) · (x +
     * 0.044715·x³), t = tanh(u) and u' = √(2/π) · (1 + 3 · 0.044715·x²).
     */
    Tensor geluTanh(Tensor dy, Tensor x);

    /** The gradient of {@link Operators#geluErf}: dx = dy · ((1 + erf(x/√2)) / 2 + x · e^(−x²/2) / √(2π)). */
    Tensor geluErf(Tensor dy, Tensor x);

    /**
     * The gradient of {@link Operators#quickGelu}: dx = dy · s · (1 + 1.702·x · (1 − s)) with s = 1 / (1 + e^(−1.702·x)).
     */
    Tensor quickGelu(Tensor dy, Tensor x);

    /**
     * The gradient of {@link Operators#softmax}: dx = y · (dy − Σ dy · y), where the sum is over the row.
     *
     * @param dy [..., N]
     * @param y the result of the operator, [..., N]
     */
    Tensor softmax(Tensor dy, Tensor y);

    // ---- positions and time ----------------------------------------------------------------------------------------

    /**
     * The gradient of {@link Operators#timestepEmbedding} with respect to t: dt[n] = timeFactor · Σ_i f_i · (cos(a·f_i)
     * · dy[n, h + i] − sin(a·f_i) · dy[n, i]) with a = timeFactor · t[n], h = dim / 2 and f_i = maxPeriod^(−i/h).
     *
     * @param dy [N, dim]
     * @param t [N]
     * @return dt, [N]
     */
    Tensor timestepEmbedding(Tensor dy, Tensor t, float maxPeriod, float timeFactor);

    /**
     * The gradient of {@link Operators#rope} with respect to the ids: dids[l, a] = Σ_i f_i · (cos φ · (dy[l, i, 1, 0] −
     * dy[l, i, 0, 1]) − sin φ · (dy[l, i, 0, 0] + dy[l, i, 1, 1])) over the pairs i of axis a, where f_i = theta^(−2i /
     * axesDim[a]) and φ = ids[l, a] · f_i.
     *
     * @param dy [L, D/2, 2, 2]
     * @param ids [L, axes]
     * @return dids, [L, axes]
     */
    Tensor rope(Tensor dy, Tensor ids, int[] axesDim, float theta);

    /**
     * The gradient of {@link Operators#applyRope} with respect to x, which is the rotation by the transposed matrices:
     * dx[h, l, 2i + s] = Σ_r pe[l, i, r, s] · dy[h, l, 2i + r].
     *
     * @param dy [H, L, D]
     * @param pe [L, D/2, 2, 2]
     * @return dx, [H, L, D]
     */
    Tensor applyRope(Tensor dy, Tensor pe);

    /**
     * The gradient of {@link Operators#applyRope} with respect to pe: dpe[l, i, r, s] = Σ_h dy[h, l, 2i + r] ·
     * x[h, l, 2i + s].
     *
     * @param dy [H, L, D]
     * @param x [H, L, D]
     * @return dpe, [L, D/2, 2, 2]
     */
    Tensor applyRopeRotations(Tensor dy, Tensor x);

    /**
     * Adds the gradient of the table of {@link Operators#embedding}: dTable[ids[l], c] += dy[l, c].
     *
     * @param dy [L, C]
     * @param dTable [V, C]
     */
    void addEmbedding(Tensor dy, int[] ids, float[] dTable);

    // ---- arithmetic and layout -------------------------------------------------------------------------------------

    /**
     * The gradient of a tensor b that {@link Operators#add} or {@link Operators#multiply} repeats for each row or for
     * each element of a: db[i] = Σ_j dy[i + j · count(b)].
     *
     * @param dy the gradient of the repeated b, of the shape of a
     * @param b the shape of b: the shape of a, or [C] for a [..., C], or [1]
     * @return db, of the shape of b
     */
    Tensor broadcast(Tensor dy, Shape b);

    /**
     * The gradient of {@link Operators#splitHeads}, which puts the heads of a token side by side again: dx[l, h·D + d] =
     * dy[h, l, d].
     *
     * @param dy [H, L, D]
     * @return dx, [L, H·D]
     */
    Tensor splitHeads(Tensor dy);

    /**
     * The gradient of {@link Operators#upsampleNearest}: dx[c, i, j] = Σ_{p,q} dy[c, factor·i + p, factor·j + q] with p
     * and q from 0 to factor − 1.
     *
     * @param dy [C, factor·H, factor·W]
     * @return dx, [C, H, W]
     */
    Tensor upsampleNearest(Tensor dy, int factor);
}
