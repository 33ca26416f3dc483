package org.flux4j.op;

import java.util.List;

/**
 * A stream of tokens and what is computed from it, for each token by itself.
 *
 * @param computation computes the results for any consecutive tokens of the stream
 * @param inputs the tokens: at least one tensor, with the tokens along axis 0, such as [L, C]
 * @see Operators#byTokens
 */
public record TokenStream(Computation computation, List<Tensor> inputs) {
    /** A computation in which no token depends on another. */
    @FunctionalInterface
    public interface Computation {
        /**
         * Returns the results for some tokens, which are along the last axis but one: [L, C], or [H, L, D].
         *
         * @param tokens the tokens in each of the inputs
         */
        List<Tensor> of(List<Tensor> tokens);
    }

    /** Creates a stream. */
    public TokenStream {
        inputs = List.copyOf(inputs);
    }

    /** Returns a stream of the tokens of the given inputs. */
    public static TokenStream of(Computation computation, Tensor... inputs) {
        return new TokenStream(computation, List.of(inputs));
    }

    /** Returns the number of tokens. */
    public int length() {
        return inputs.getFirst().dim(0);
    }

    /** Returns the results for all tokens at once. */
    public List<Tensor> results() {
        return computation.of(inputs);
    }
}
