package org.flux4j.tornado;

import java.util.stream.IntStream;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The lookup of embeddings: y[l, c] = table[ids[l], c]. Only the rows that are looked up go to the device. The twin of
 * {@code org.flux4j.ref.Embedding}.
 */
final class Embedding {
    private static final Kernel KERNEL = Kernel.of("embedding", Embedding::embedding);

    private Embedding() {}

    static Tensor apply(int[] ids, Weight table, Engine engine) {
        Shape y = Shapes.embedding(ids, table);
        int[] distinct = IntStream.of(ids).distinct().toArray();
        if (distinct.length == 0) {
            return Tensor.zeros(y);
        }
        Weight rows = Weight.join(
                IntStream.of(distinct).mapToObj(id -> table.slice(id, id + 1)).toArray(Weight[]::new));
        int[] places = IntStream.of(ids)
                .map(id -> IntStream.range(0, distinct.length)
                        .filter(i -> distinct[i] == id)
                        .findFirst()
                        .orElseThrow())
                .toArray();
        return engine.run(Launch.of(KERNEL)
                .ints(places)
                .tensor(Params.matrix(rows, engine))
                .result(y)
                .ints((int) y.count(), y.dim(1))
                .over((int) y.count()));
    }

    static void embedding(IntArray ids, FloatArray table, FloatArray y, IntArray sizes) {
        int c = sizes.get(1);
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, table.get(ids.get(i / c) * c + i % c));
        }
    }
}
