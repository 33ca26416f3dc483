package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flux4j.contract.Budget;
import org.flux4j.contract.Data;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.ref.RefOperators;
import org.flux4j.vector.VectorizedOperators;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decoded in tiles is what is decoded as a whole. */
class TiledDecoderTest {
    /** A hundredth of a grey level, of which there are 127.5 from 0 to 1. */
    private static final Budget BUDGET = new Budget(0.01 / 127.5, 1e-5);

    /** Tiles that end with the picture, in the middle of it, beyond it; levels that are all fine, or not. */
    @ParameterizedTest
    @CsvSource({"4, 13, 11, 32", "4, 13, 11, 52", "4, 8, 9, 1000", "3, 12, 7, 16", "2, 12, 9, 8", "1, 21, 10, 10"})
    void equalsTheWhole(int levels, int height, int width, int tile) {
        AutoEncoderParams params =
                new AutoEncoderParams(256, 3, 8, 3, List.of(1, 2, 2, 3).subList(0, levels), 1, 4, 0.3611, 0.1159, 4);
        AutoEncoder model = autoEncoder(params);
        Tensor z = Data.tensor(1, 4, height, width);
        for (Operators ops : List.of(new VectorizedOperators(2), new RefOperators(2))) {
            Tensor whole = model.decode(ops, z);
            assertThat(spread(whole)).isGreaterThan(0.1);
            BUDGET.check("tiles", model.decodeInTiles(ops, z, tile), whole);
        }
    }

    private static AutoEncoder autoEncoder(AutoEncoderParams params) {
        InventedWeights weights = new InventedWeights(2);
        new Decoder(params, weights.in("decoder"));
        return new AutoEncoder(params, weights);
    }

    private static double spread(Tensor tensor) {
        double largest = 0;
        for (float element : tensor.data()) {
            largest = Math.max(largest, Math.abs(element - tensor.data()[0]));
        }
        return largest;
    }
}
