package org.flux4j.tornado;

import java.util.stream.IntStream;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The rotations of rotary position embedding (RoPE): pair i of an axis rotates by the angle φ = id · theta^(−2i /
 * axisDim), which is computed in double. The twin of {@code org.flux4j.ref.Rope}.
 */
final class Rope {
    private static final Kernel KERNEL = Kernel.of("rope", Rope::rope);

    private Rope() {}

    static Tensor apply(Tensor ids, int[] axesDim, float theta, Engine engine) {
        Shape pe = Shapes.rope(ids.shape(), axesDim);
        int count = (int) pe.count() / 4;
        return engine.run(Launch.of(KERNEL)
                .tensor(ids)
                .result(pe)
                .ints(pairs(axesDim))
                .ints(count, pe.dim(1), axesDim.length)
                .floats(theta)
                .over(count));
    }

    /** Returns for each pair of channels its axis, its number on that axis, and the channels of the axis. */
    private static int[] pairs(int[] axesDim) {
        return IntStream.range(0, axesDim.length)
                .boxed()
                .flatMapToInt(axis ->
                        IntStream.range(0, axesDim[axis] / 2).flatMap(i -> IntStream.of(axis, i, axesDim[axis])))
                .toArray();
    }

    static void rope(FloatArray ids, FloatArray pe, IntArray pairs, IntArray sizes, FloatArray numbers) {
        int pairsPerToken = sizes.get(1);
        int axes = sizes.get(2);
        for (@Parallel int at = 0; at < sizes.get(0); at++) {
            int token = at / pairsPerToken;
            int pair = at % pairsPerToken;
            double id = ids.get(token * axes + pairs.get(3 * pair));
            double exponent = -2.0 * pairs.get(3 * pair + 1) / pairs.get(3 * pair + 2);
            double theta = numbers.get(0);
            double angle = id * TornadoMath.pow(theta, exponent);
            float cos = (float) TornadoMath.cos(angle);
            float sin = (float) TornadoMath.sin(angle);
            pe.set(4 * at, cos);
            pe.set(4 * at + 1, -sin);
            pe.set(4 * at + 2, sin);
            pe.set(4 * at + 3, cos);
        }
    }
}
