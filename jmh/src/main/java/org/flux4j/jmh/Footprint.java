package org.flux4j.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.flux4j.io.ModelFolder;
import org.flux4j.model.FluxParams;
import org.flux4j.model.FluxTransformer;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.pipeline.FluxPipeline;
import org.openjdk.jol.info.GraphLayout;
import org.openjdk.jol.vm.VM;

/**
 * {@code jmh/footprint}: what tensors, weights and loaded models take on the heap, with all they refer to, as JOL measures
 * it. Elements that lie outside the heap, as those of weights in files do, are not in it: the second column counts them.
 */
public final class Footprint {
    private static final Path TINY = Path.of("..", "testdata", "tiny-kontext");

    private Footprint() {}

    public static void main(String[] args) {
        System.setProperty("jol.magicFieldOffset", "true"); // for the fields of records
        System.setProperty("jol.skipDynamicAttach", "true"); // Unsafe tells the sizes, too
        System.out.println(VM.current().details());
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

        ModelFolder folder = ModelFolder.open(TINY);
        FluxParams params =
                FluxParams.fromDiffusers(folder.config("transformer").orElseThrow());
        FluxTransformer transformer = new FluxTransformer(params, folder.transformer());
        row("tiny-kontext, transformer", stored(TINY.resolve("transformer")), transformer);
        FluxPipeline pipeline =
                FluxPipeline.builder().model(TINY).prompt("a hat").build();
        row("tiny-kontext, the whole pipeline", stored(TINY), pipeline);
    }

    private static Weight outside(int size) {
        Shape shape = Shape.of(size, size);
        MemorySegment bytes = Arena.ofAuto().allocate(shape.count() * DType.BF16.bytes());
        return Weight.of(shape, DType.BF16, bytes);
    }

    /** The bytes of the weight files in a folder. */
    private static long stored(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void row(String what, long elements, Object root) {
        GraphLayout layout = GraphLayout.parseInstance(root);
        System.out.printf("| %s | %,d | %,d | %,d |%n", what, elements, layout.totalCount(), layout.totalSize());
    }
}
