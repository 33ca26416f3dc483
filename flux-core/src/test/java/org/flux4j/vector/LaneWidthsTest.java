package org.flux4j.vector;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;

import java.util.function.Function;
import java.util.stream.Stream;
import org.flux4j.contract.AgreesWithReference;
import org.flux4j.contract.Budget;
import org.flux4j.contract.Differentiation;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of every width agree with the reference and, where no sum crosses lanes, with each other to the bit. */
@ParameterizedClass
@ValueSource(ints = {64, 128, 256, 512})
class LaneWidthsTest implements AgreesWithReference, Differentiation {
    @Parameter
    int bits;

    @Override
    public OperatorsProvider provider() {
        return new VectorProvider(bits);
    }

    @ParameterizedTest
    @MethodSource("withinLanes")
    void sameBitsAsAtThePreferredWidth(Function<Operators, Tensor> call) {
        Tensor got = call.apply(provider().create(2));
        Budget.EXACT.check(bits + " bits", got, call.apply(new VectorProvider().create(1)));
    }

    static Stream<Function<Operators, Tensor>> withinLanes() {
        Tensor x = tensor(1, 207, 65);
        Tensor map = tensor(1, 65, 17, 13);
        Weight many = weight(DType.BF16, 2, 700, 65);
        Weight kernel = weight(3, 103, 65, 3, 3);
        Tensor heads = tensor(4, 3, 207, 33);
        return Stream.of(
                ops -> ops.linear(x, many, null),
                ops -> ops.linearGelu(x, many, null),
                ops -> ops.attention(heads, heads, heads, 0.2f, null),
                ops -> ops.conv2d(map, kernel, null, 1, Padding.same(1)),
                ops -> ops.conv2d(map, kernel, null, 2, Padding.same(1)),
                ops -> ops.silu(x),
                ops -> ops.geluErf(x),
                ops -> ops.affine(x, 3, -1));
    }
}
