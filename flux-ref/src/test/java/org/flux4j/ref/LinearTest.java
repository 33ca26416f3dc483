package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;
import static org.flux4j.ref.Numbers.assertDefined;
import static org.flux4j.ref.Numbers.assertValues;
import static org.flux4j.ref.Numbers.at;

import java.lang.foreign.MemorySegment;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LinearTest {
    @Test
    void byHand() {
        Tensor x = Tensor.of(Shape.of(2, 3), 1, 2, 3, -1, 0, 4);
        Weight weight = Weight.of(Shape.of(2, 3), 1, 0, -1, 2, 5, 0.5f);
        Weight bias = Weight.of(Shape.of(2), 10, -0.5f);

        assertValues(Linear.apply(x, weight, null, 1), Shape.of(2, 2), -2, 13.5, -5, 0);
        assertValues(Linear.apply(x, weight, bias, 1), Shape.of(2, 2), 8, 13, 5, -0.5);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,13,7", "5,1,3", "7,207,1", "11,31,17"})
    void byDefinition(int l, int k, int n) {
        Tensor x = tensor(1, l, k);
        Tensor weight = tensor(2, n, k);
        Tensor bias = tensor(3, n);

        assertDefined(Linear.apply(x, weight(weight), weight(bias), 2), Shape.of(l, n), i -> {
            double y = at(bias, i[1]);
            for (int j = 0; j < k; j++) {
                y += (double) at(x, i[0], j) * at(weight, i[1], j);
            }
            return y;
        });
    }

    @Test
    void sumsInDouble() {
        Tensor x = Tensor.of(Shape.of(1, 3), 1e9f, 1, -1e9f);
        assertValues(Linear.apply(x, Weight.of(Shape.of(1, 3), 1, 1, 1), null, 1), Shape.of(1, 1), 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16", "F8_E4M3"})
    void readsWhatIsStored(DType dtype) {
        Weight top = stored(dtype, 2, 5);
        Weight bottom = stored(dtype, 3, 5);
        Weight joined = Weight.join(top, bottom);
        Tensor x = tensor(4, 3, 5);

        Weight widened = Weight.of(Shape.of(5, 5), joined.toFloats());
        assertThat(Linear.apply(x, joined, null, 1).data())
                .isEqualTo(Linear.apply(x, widened, null, 1).data());
    }

    /** Elements whose bytes are 0x31, 0x32, …: finite in every type. */
    private static Weight stored(DType dtype, int... dims) {
        Shape shape = Shape.of(dims);
        byte[] bytes = new byte[Math.toIntExact(shape.count()) * dtype.bytesPerBlock()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (0x31 + i);
        }
        return Weight.of(shape, dtype, MemorySegment.ofArray(bytes));
    }
}
