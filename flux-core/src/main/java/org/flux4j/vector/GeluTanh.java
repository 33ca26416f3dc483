package org.flux4j.vector;

import org.flux4j.op.Tensor;
import org.flux4j.vector.row.Elements;
import org.flux4j.vector.row.GeluTanhRow;
import org.flux4j.vector.run.Engine;

/** y = x/2 · (1 + tanh(√(2/π) · (x + 0.044715·x³))): the GELU of the transformer and of T5 v1.1. */
final class GeluTanh {
    private GeluTanh() {}

    static Tensor apply(Tensor x, Engine engine) {
        return Elements.map(x, GeluTanhRow::apply, engine);
    }
}
