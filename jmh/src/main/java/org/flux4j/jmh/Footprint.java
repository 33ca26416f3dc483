package org.flux4j.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Locale;
import org.flux4j.io.ModelFolder;
import org.flux4j.jmh.heap.Heap;
import org.flux4j.jmh.heap.HeapSize;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.pipeline.FluxPipeline;

/**
 * {@code jmh/footprint}: prints the size on the heap of tensors, weights and a pipeline, with all objects that they
 * refer to. Elements outside the heap, such as those of weights in files, are not included; they have a column of their
 * own. The parts of a model are shown by {@code jmh/layout}.
 */
public final class Footprint {
    private static final Heap HEAP = Heap.open();
    private static final Path TINY = Path.of("..", "testdata", "tiny-random");

    private Footprint() {}

    /** Prints the table. */
    public static void main(String[] args) {
        System.out.println("Objects have " + HEAP + ".");
        System.out.println("| object | elements, bytes | objects on the heap | bytes on the heap |");
        System.out.println("|---|--:|--:|--:|");
        row("Tensor [1, 1]", 4, Tensor.zeros(1, 1));
        row("Tensor [768, 3072]", 768L * 3072 * 4, Tensor.zeros(768, 3072));
        row(
                "Weight [3072, 3072] F32, on the heap",
                3072L * 3072 * 4,
                Weight.of(Shape.of(3072, 3072), new float[3072 * 3072]));
        row("Weight [3072, 3072] BF16, outside", 3072L * 3072 * 2, outside(3072));
        Weight third = outside(3072);
        row("three of them joined to qkv", 3 * third.byteSize(), Weight.join(third, outside(3072), outside(3072)));

        FluxPipeline pipeline =
                FluxPipeline.builder().model(TINY).prompt("a hat").build();
        row("tiny-random, the whole pipeline", stored(ModelFolder.open(TINY)), pipeline);
    }

    /** Returns a weight [size, size] outside the heap. */
    private static Weight outside(int size) {
        Shape shape = Shape.of(size, size);
        MemorySegment bytes = Arena.ofAuto().allocate(shape.count() * DType.BF16.bytesPerBlock());
        return Weight.of(shape, DType.BF16, bytes);
    }

    /** Returns the size of all elements in the weight files of a folder, in bytes. */
    private static long stored(ModelFolder folder) {
        return folder.weightFiles().values().stream()
                .flatMap(file -> file.tensors().values().stream())
                .mapToLong(tensor -> tensor.bytes().byteSize())
                .sum();
    }

    private static void row(String what, long elements, Object root) {
        HeapSize size = HEAP.size(root);
        System.out.printf(Locale.ROOT, "| %s | %,d | %,d | %,d |%n", what, elements, size.objects(), size.bytes());
    }
}
