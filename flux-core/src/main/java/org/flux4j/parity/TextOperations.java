package org.flux4j.parity;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flux4j.Limits;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;
import org.flux4j.text.ClipTokenizer;
import org.flux4j.text.T5Tokenizer;
import org.flux4j.text.Tokenizer;

/** The operators of golden cases that tokenize a text. */
final class TextOperations {
    private TextOperations() {}

    /** Adds these operators to a table. */
    static void addTo(OperationTable table) {
        table.add("tokenize_clip", (ops, golden) -> encode(golden, ClipTokenizer.load(folder(golden))));
        table.add("tokenize_t5", (ops, golden) -> encode(golden, T5Tokenizer.load(folder(golden))));
    }

    private static Path folder(GoldenCase golden) {
        return golden.attrs().path("tokenizer");
    }

    private static List<StoredTensor> encode(GoldenCase golden, Tokenizer tokenizer) {
        int length = Limits.check("max_length", golden.attrs().integer("max_length"), Limits.TEXT_TOKENS);
        int[] ids = tokenizer.encode(golden.attrs().text("text"), length);
        long[] stored = Arrays.stream(ids).asLongStream().toArray();
        return List.of(StoredTensor.ofLongs("input_ids", Shape.of(ids.length), stored));
    }
}
