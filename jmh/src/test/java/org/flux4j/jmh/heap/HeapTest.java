package org.flux4j.jmh.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AccessibleObject;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.GraphLayout;

class HeapTest {
    private final Heap heap = Heap.open();

    static Stream<Supplier<Object>> makers() {
        return Stream.of(
                Object::new,
                () -> new float[0],
                () -> new byte[5],
                () -> new String[7],
                () -> new float[100_003],
                () -> new Resolution(3, 4));
    }

    @ParameterizedTest
    @MethodSource("makers")
    void sizesAreThoseTheVirtualMachineAllocates(Supplier<Object> make) {
        assertThat(heap.size(make.get())).isEqualTo(new HeapSize(1, Allocation.bytes(make)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 1000, 1 << 20})
    void aTensorGrowsByItsElementsAlone(int elements) {
        HeapSize empty = heap.size(Tensor.zeros(0));
        HeapSize tensor = heap.size(Tensor.zeros(elements));
        // as an array begins on a multiple of 4 and ends on one of 8
        assertThat(tensor.bytes() - empty.bytes()).isBetween(4L * elements - 4, 4L * elements + 4);
        assertThat(tensor.objects()).isEqualTo(5);
    }

    @Test
    void fieldsFillAnObjectWithoutOverlap() {
        Matcher sizes = Pattern.compile("\\d+").matcher(heap.fields(Weight.Part.class));
        assertThat(sizes.find()).isTrue();
        int whole = Integer.parseInt(sizes.group());
        Weight.Part part = Weight.of(Shape.of(2), 1, 2).parts().getFirst();
        assertThat(whole).isEqualTo((int) Allocation.bytes(() -> new Weight.Part(part.bytes(), part.dtype())));
        assertThat(sizes.results()
                        .mapToInt(size -> Integer.parseInt(size.group()))
                        .sum())
                .isEqualTo(whole);
        assertThat(heap.fields(Tensor.class)).contains(" header, ", " shape (Shape), ", " storage (Storage)");
    }

    /** Reflection, by which JOL goes from object to object, tells nothing of the fields of these. */
    @Test
    void nothingThatAModelRefersToHidesItsFields() {
        Model model = Model.open(Path.of("..", "testdata", "tiny-random"));
        assertThat(GraphLayout.parseInstance(model).getClasses())
                .contains(Weight.class)
                .noneMatch(AccessibleObject.class::isAssignableFrom)
                .noneMatch(ClassLoader.class::isAssignableFrom)
                .noneMatch(type -> type == Class.class || type == Module.class);
    }
}
