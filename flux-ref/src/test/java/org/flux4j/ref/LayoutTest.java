package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;
import static org.flux4j.ref.Numbers.assertDefined;
import static org.flux4j.ref.Numbers.assertValues;
import static org.flux4j.ref.Numbers.at;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the operators that only move values. */
class LayoutTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, -1, -2, -3})
    void concatAndSliceUndoEachOther(int axis) {
        Shape shape = Shape.of(3, 4, 5);
        Tensor a = tensor(1, shape.toArray());
        Tensor b = tensor(2, shape.with(axis, 2).toArray());
        int size = shape.dim(axis);
        int along = Math.floorMod(axis, 3);

        Tensor both = Concat.apply(a, b, axis);
        assertDefined(both, shape.with(axis, size + 2), i -> {
            int[] index = i.clone();
            index[along] %= size;
            return i[along] < size ? at(a, index) : at(b, index);
        });
        assertThat(Slice.apply(both, axis, 0, size).data()).isEqualTo(a.data());
        assertThat(Slice.apply(both, axis, size, size + 2).data()).isEqualTo(b.data());
        assertThat(Slice.apply(both, axis, 1, 2).shape()).isEqualTo(shape.with(axis, 1));
    }

    @Test
    void concatWithNothing() {
        Tensor a = tensor(1, 3, 4);
        assertThat(Concat.apply(a, Tensor.zeros(0, 4), 0).data()).isEqualTo(a.data());
        assertThat(Slice.apply(a, 0, 2, 2).shape()).isEqualTo(Shape.of(0, 4));
    }

    @Test
    void transpose() {
        Tensor x = tensor(1, 5, 3);
        assertDefined(Transpose.apply(x), Shape.of(3, 5), i -> at(x, i[1], i[0]));
    }

    @Test
    void splitHeads() {
        Tensor x = tensor(1, 5, 6);
        assertDefined(SplitHeads.apply(x, 3), Shape.of(3, 5, 2), i -> at(x, i[1], i[0] * 2 + i[2]));
    }

    @Test
    void upsampleNearest() {
        Tensor x = tensor(1, 2, 3, 5);
        assertDefined(UpsampleNearest.apply(x, 3), Shape.of(2, 9, 15), i -> at(x, i[0], i[1] / 3, i[2] / 3));
        assertThat(UpsampleNearest.apply(x, 1).data()).isEqualTo(x.data());
    }

    @Test
    void embedding() {
        Tensor table = tensor(1, 7, 3);
        int[] ids = {6, 0, 3, 6};
        assertDefined(Embedding.apply(ids, weight(table)), Shape.of(4, 3), i -> at(table, ids[i[0]], i[1]));
        assertValues(Embedding.apply(new int[] {1}, Weight.of(Shape.of(2, 1), 8, 9)), Shape.of(1, 1), 9);
    }

    @Test
    void packsSquaresOfTwoByTwo() {
        // channel 0: 0 1 2 3 / 4 5 6 7; channel 1: 10 11 12 13 / 14 15 16 17
        Tensor x = Tensor.of(Shape.of(2, 2, 4), 0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17);
        assertValues(Pack.apply(x), Shape.of(2, 8), 0, 1, 4, 5, 10, 11, 14, 15, 2, 3, 6, 7, 12, 13, 16, 17);
    }

    @Test
    void unpackUndoesPack() {
        Tensor x = tensor(1, 3, 6, 10);
        Tensor unpacked = Unpack.apply(Pack.apply(x), 3, 5);
        assertThat(unpacked.shape()).isEqualTo(x.shape());
        assertThat(unpacked.data()).isEqualTo(x.data());
    }
}
