package org.flux4j.jmh;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.StoredTensor;
import org.flux4j.io.WeightFile;
import org.flux4j.jmh.heap.Heap;
import org.flux4j.jmh.heap.HeapSize;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.pipeline.Model;

/**
 * {@code jmh/layout PATH}: prints the layout on the heap of the fields of tensors and weights, and the size on the heap
 * of an opened model, part by part, or of an opened weight file.
 */
public final class HeapLayout {
    /** The number of tokens of the text whose tensor is measured. */
    private static final int TEXT_TOKENS = 512;

    private final Heap heap = Heap.open();
    private final PrintStream out;

    /**
     * Creates a printer of layouts.
     *
     * @param out receives the layouts
     */
    HeapLayout(PrintStream out) {
        this.out = out;
    }

    /** Prints the layout of the model folder or weight file given as the only argument. */
    public static void main(String[] args) {
        new HeapLayout(System.out).print(Path.of(args[0]));
    }

    /** Prints the layout of a model folder or weight file. */
    void print(Path path) {
        if (Files.isDirectory(path)) {
            print(ModelFolder.open(path));
        } else {
            print(WeightFile.open(path));
        }
    }

    private void print(ModelFolder folder) {
        Model model = Model.open(folder);
        Map<String, Long> stored = new LinkedHashMap<>();
        folder.weightFiles().forEach((part, file) -> stored.put(part, bytes(file)));

        begin(folder.path().toString());
        row("transformer", stored.get("transformer"), model.transformer());
        row("vae", stored.get("vae"), model.autoEncoder());
        row("text_encoder", stored.get("text_encoder"), model.prompts().clip());
        row("text_encoder_2", stored.get("text_encoder_2"), model.prompts().t5());
        row("tokenizer", 0, model.prompts().clipTokenizer());
        row("tokenizer_2", 0, model.prompts().t5Tokenizer());
        row(
                "all of the model",
                stored.values().stream().mapToLong(Long::longValue).sum(),
                model);
        Tensor text = Tensor.zeros(TEXT_TOKENS, model.transformer().params().hiddenSize());
        row(text.toString(), text.shape().count() * Float.BYTES, text);
        end();
        out.println("Objects that several parts share count in each of them, but once in all of the model.");
    }

    private void print(WeightFile file) {
        begin(file.source());
        row("the opened file", bytes(file), file);
        file.tensors().values().stream()
                .max(Comparator.comparingLong(tensor -> tensor.bytes().byteSize()))
                .ifPresent(tensor -> {
                    row("largest tensor", tensor.bytes().byteSize(), tensor);
                    row("as a weight", tensor.bytes().byteSize(), tensor.weight());
                });
        end();
    }

    private void begin(String source) {
        out.println(source);
        out.println();
        out.println("Fields, in their order on the heap (" + heap + ")");
        fields("Tensor", Tensor.class);
        fields("Shape", Shape.class);
        fields("Weight", Weight.class);
        fields("Weight.Part", Weight.Part.class);
        fields("StoredTensor", StoredTensor.class);
        out.println();
        out.printf(
                Locale.ROOT,
                "%-21s%11s%16s%20s%n",
                "With all references",
                "objects",
                "bytes on heap",
                "bytes of elements");
    }

    private void end() {
        out.println("The elements of weights are outside the heap, in the mapped files.");
    }

    private void fields(String name, Class<?> type) {
        out.printf(Locale.ROOT, "%-16s%s%n", name, heap.fields(type));
    }

    private void row(String name, long elements, Object root) {
        HeapSize size = heap.size(root);
        out.printf(Locale.ROOT, "%-21s%,11d%,16d%,20d%n", name, size.objects(), size.bytes(), elements);
    }

    private static long bytes(WeightFile file) {
        return file.tensors().values().stream()
                .mapToLong(tensor -> tensor.bytes().byteSize())
                .sum();
    }
}
