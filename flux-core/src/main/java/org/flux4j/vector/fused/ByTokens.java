package org.flux4j.vector.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.op.TokenStream;
import org.flux4j.vector.row.Copy;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Gemm;

/**
 * Streams of tokens, one block of tokens after the other. A block has as many tokens as {@link Gemm} multiplies by the
 * weights that it has widened once, so blocks cost it nothing.
 */
public final class ByTokens {
    private static final int TOKENS = -2; // the axis of the results

    private ByTokens() {}

    public static List<Tensor> apply(TokenStream[] streams, Engine engine) {
        if (streams.length == 1 && Gemm.spans(streams[0].length()) == 1) {
            return streams[0].results();
        }
        int tokens = Stream.of(streams).mapToInt(TokenStream::length).sum();
        List<Tensor> joined = new ArrayList<>();
        int start = 0;
        for (TokenStream stream : streams) {
            int spans = Gemm.spans(stream.length());
            for (int span = 0; span < spans; span++) {
                int from = Gemm.startOfSpan(span, spans, stream.length());
                int to = Gemm.startOfSpan(span + 1, spans, stream.length());
                try (Scope scope = engine.scope()) {
                    List<Tensor> results = stream.computation().of(block(stream, from, to, engine));
                    if (joined.isEmpty()) {
                        results.forEach(part ->
                                joined.add(scope.keep(engine.tensor(part.shape().with(TOKENS, tokens)))));
                    }
                    for (int i = 0; i < results.size(); i++) {
                        Copy.along(TOKENS, results.get(i), 0, to - from, joined.get(i), start + from, engine);
                    }
                }
            }
            start += stream.length();
        }
        return List.copyOf(joined);
    }

    private static List<Tensor> block(TokenStream stream, int from, int to, Engine engine) {
        return stream.inputs().stream()
                .map(input -> {
                    Tensor tokens = engine.tensor(input.shape().with(0, to - from));
                    Copy.along(0, input, from, to - from, tokens, 0, engine);
                    return tokens;
                })
                .toList();
    }
}
