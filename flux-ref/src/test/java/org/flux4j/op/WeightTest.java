package org.flux4j.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class WeightTest {
    /** The numbers 0 to 11, of shape [6, 2], in three parts of three types. */
    private static final Weight JOINED = Weight.join(
            Weight.of(Shape.of(2, 2), 0, 1, 2, 3),
            Weight.of(Shape.of(1, 2), DType.U8, MemorySegment.ofArray(new byte[] {4, 5})),
            Weight.of(Shape.of(3, 2), DType.I64, MemorySegment.ofArray(new long[] {6, 7, 8, 9, 10, 11})));

    @Test
    void joinsAlongAxis0() {
        assertThat(JOINED.shape()).isEqualTo(Shape.of(6, 2));
        assertThat(JOINED.dim(0)).isEqualTo(6);
        assertThat(JOINED.parts()).extracting(Weight.Part::dtype).containsExactly(DType.F32, DType.U8, DType.I64);
        assertThat(JOINED.byteSize()).isEqualTo(4 * 4 + 2 + 6 * 8);
        assertThat(JOINED.toFloats()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(JOINED).hasToString("Weight[6, 2][F32, U8, I64]");
    }

    @Test
    void readsAnyRunAcrossParts() {
        for (int from = 0; from <= 12; from++) {
            for (int count = 0; from + count <= 12; count++) {
                float[] to = new float[count + 2];
                to[0] = -1;
                to[count + 1] = -2;
                JOINED.read(from, to, 1, count);

                assertThat(to[0]).isEqualTo(-1);
                for (int i = 0; i < count; i++) {
                    assertThat(to[1 + i]).isEqualTo(from + i);
                }
                assertThat(to[count + 1]).isEqualTo(-2);
            }
        }
    }

    @Test
    void slicesOfAnyParts() {
        for (int from = 0; from <= 6; from++) {
            for (int to = from; to <= 6; to++) {
                Weight slice = JOINED.slice(from, to);
                assertThat(slice.shape()).isEqualTo(Shape.of(to - from, 2));
                float[] values = slice.toFloats();
                assertThat(values).hasSize(2 * (to - from));
                for (int i = 0; i < values.length; i++) {
                    assertThat(values[i]).isEqualTo(2 * from + i);
                }
            }
        }
    }

    @Test
    void slicesOfWeightsWithMoreAxes() {
        Weight weight = JOINED.reshape(3, 2, 2);
        assertThat(weight.slice(1, 2).shape()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(weight.slice(1, 2).toFloats()).containsExactly(4, 5, 6, 7);
        assertThat(Weight.join(weight.slice(2, 3), weight.slice(0, 2)).toFloats())
                .containsExactly(8, 9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void nothingIsCopied() {
        float[] data = {1, 2, 3, 4};
        Weight weight = Weight.of(Shape.of(2, 2), data);
        Weight view = Weight.join(weight, weight).slice(2, 4).reshape(4);
        data[3] = 40;
        assertThat(view.toFloats()).containsExactly(1, 2, 3, 40);
    }

    @Test
    void readsBeyondTheEnd() {
        float[] to = new float[20];
        assertOutOfBounds(() -> JOINED.read(-1, to, 0, 1));
        assertOutOfBounds(() -> JOINED.read(12, to, 0, 1));
        assertOutOfBounds(() -> JOINED.read(3, to, 0, 10));
        assertOutOfBounds(() -> JOINED.read(0, to, 0, -1));
        assertOutOfBounds(() -> JOINED.read(Long.MAX_VALUE, to, 0, 2));
    }

    private static void assertOutOfBounds(Runnable read) {
        assertThatThrownBy(read::run)
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("of a weight of shape [6, 2]");
    }

    @Test
    void whatDoesNotFit() {
        assertIllegal(
                "a weight of shape [2, 2] has 4 elements, found 3",
                () -> Weight.of(Shape.of(2, 2), DType.F16, MemorySegment.ofArray(new byte[6])));
        assertIllegal(
                "blocks of F32 take 4 bytes each, found 7 bytes",
                () -> Weight.of(Shape.of(1), DType.F32, MemorySegment.ofArray(new byte[7])));
        assertIllegal("a weight of shape [5] has 5 elements, found 12", () -> JOINED.reshape(5));
        assertIllegal(
                "cannot join a weight of shape [1, 3] to [1, 2]",
                () -> Weight.join(Weight.of(Shape.of(1, 2), 1, 2), Weight.of(Shape.of(1, 3), 1, 2, 3)));
        assertIllegal("a weight of shape [2, 2] has 4 elements, found 2", () -> JOINED.slice(5, 7));
        assertIllegal("a shape has no negative sizes, found [-1, 2]", () -> JOINED.slice(3, 2));
    }

    private static void assertIllegal(String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aNameStaysWithItsViews() {
        Weight named = JOINED.named("to_q.weight");
        assertThat(JOINED.name()).isEmpty();
        assertThat(named.name()).isEqualTo("to_q.weight");
        assertThat(named.shape()).isEqualTo(JOINED.shape());
        assertThat(named.reshape(12).name()).isEqualTo("to_q.weight");
        assertThat(named.slice(0, 1).name()).isEqualTo("to_q.weight");
    }

    @Test
    void aScaleIsAppliedWhenElementsAreRead() {
        Weight bytes = Weight.of(Shape.of(3, 2), DType.I8, MemorySegment.ofArray(new byte[] {1, -2, 3, -4, 5, -6}));
        assertThat(bytes.scaled(0.5f).toFloats()).containsExactly(0.5f, -1, 1.5f, -2, 2.5f, -3);
        Weight rows = bytes.scaled(1, 10, 100);
        assertThat(rows.toFloats()).containsExactly(1, -2, 30, -40, 500, -600);
        assertThat(rows.slice(1, 3).toFloats()).containsExactly(30, -40, 500, -600);
        assertThat(Weight.join(rows.slice(2, 3), bytes).toFloats()).containsExactly(500, -600, 1, -2, 3, -4, 5, -6);
        float[] to = new float[3];
        rows.read(1, to, 0, 3);
        assertThat(to).containsExactly(-2, 30, -40);
        assertThat(bytes.toFloats()).as("unchanged").startsWith(1, -2);
    }

    @Test
    void otherScalesAreRefused() {
        Weight bytes = Weight.of(Shape.of(3, 2), DType.I8, MemorySegment.ofArray(new byte[6]));
        assertThatIllegalArgumentException().isThrownBy(() -> bytes.scaled(1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Weight.of(Shape.of(1), 1).scaled(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Weight.join(bytes, bytes).scaled(2));
    }
}
