package org.flux4j.vector;

import org.flux4j.op.Tensor;
import org.flux4j.vector.row.Elements;
import org.flux4j.vector.row.SiluRow;
import org.flux4j.vector.run.Engine;

/** y = x / (1 + e^−x). */
final class Silu {
    private Silu() {}

    static Tensor apply(Tensor x, Engine engine) {
        return Elements.map(x, SiluRow::apply, engine);
    }
}
