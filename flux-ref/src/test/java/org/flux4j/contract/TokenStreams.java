package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;

import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.op.TokenStream;
import org.flux4j.op.Weight;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of tokens have the results that all their tokens have at once, in whatever parts they are computed. */
public interface TokenStreams extends Contract {
    int CHANNELS = 12;

    @ParameterizedTest
    @CsvSource({"1, 0", "5, 0", "768, 0", "769, 0", "2500, 0", "3, 4", "1000, 7", "7, 1000", "800, 1700"})
    default void haveTheResultsOfTheWhole(int first, int second) {
        Tensor[] x = {tensor(1, first, CHANNELS), tensor(2, second, CHANNELS)};
        Tensor[] y = {tensor(3, first, 2, 3), tensor(4, second, 2, 3)};
        try (Operators ops = open(2, "linear", "splitHeads", "add");
                Scope scope = ops.scope("test")) {
            Budget budget = Budget.sums(CHANNELS);
            for (int run = 0; run < 2; run++) { // the second in memory that was used before
                try (Scope inner = ops.scope("run." + run)) {
                    List<Tensor> got = ops.byTokens(streams(ops, x, y));
                    got.forEach(inner::keep);
                    ops.add(Data.filled(got.getFirst().shape(), Float.NaN), got.getFirst());
                    budget.check("run " + run, got, new RefOperators(1).byTokens(streams(new RefOperators(1), x, y)));
                    got.forEach(scope::keep);
                }
            }
        }
    }

    /** What a stream uses beside its inputs is there for every token, and results outlive the scopes within. */
    @Test
    default void streamsUseWhatTheyAreNotGiven() {
        Tensor x = tensor(1, 1600, CHANNELS);
        Tensor once = tensor(2, CHANNELS);
        try (Operators ops = open(2, "add");
                Scope scope = ops.scope("test")) {
            Tensor twice = ops.add(once, once);
            Tensor got;
            try (Scope inner = ops.scope("inner")) {
                got = inner.keep(ops.byTokens(TokenStream.of(
                                tokens -> {
                                    try (Scope within = ops.scope("within")) {
                                        return List.of(within.keep(ops.add(tokens.getFirst(), twice)));
                                    }
                                },
                                x))
                        .getFirst());
            }
            ops.add(Data.filled(x.shape(), Float.NaN), x);
            RefOperators ref = new RefOperators(1);
            Budget.EXACT.check("sums", got, ref.add(x, ref.add(once, once)));
            scope.keep(got);
        }
    }

    private static TokenStream[] streams(Operators ops, Tensor[] x, Tensor[] y) {
        TokenStream first = stream(ops, weight(5, 6, CHANNELS), x[0], y[0]);
        return x[1].dim(0) == 0
                ? new TokenStream[] {first}
                : new TokenStream[] {first, stream(ops, weight(6, 6, CHANNELS), x[1], y[1])};
    }

    /** Returns a stream with a result per token and one per head and token. */
    private static TokenStream stream(Operators ops, Weight weight, Tensor x, Tensor y) {
        return TokenStream.of(
                tokens -> {
                    Tensor hidden = ops.linear(tokens.get(0), weight, null);
                    Tensor sum = ops.add(hidden, tokens.get(1).reshape(hidden.dim(0), 6));
                    return List.of(ops.splitHeads(hidden, 2), sum);
                },
                x,
                y);
    }
}
