package org.flux4j.jmh.heap;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.GraphLayout;
import org.openjdk.jol.vm.VM;
import org.openjdk.jol.vm.VirtualMachine;

/**
 * The heap of this virtual machine, as JOL sees it.
 *
 * <p>JOL asks {@code sun.misc.Unsafe} where fields lie, and finds out by experiment what it is not told: what it takes for
 * the alignment of objects is wrong by far under ZGC. So its sizes are first held against those that the virtual machine
 * says it allocated.
 */
public final class Heap {
    /** What is measured on trial: arrays of both kinds of elements, and a record. */
    private static final List<Supplier<Object>> SAMPLES =
            List.of(() -> new float[17], () -> new Object[17], () -> new HeapSize(1, 1));

    private final VirtualMachine vm;

    private Heap(VirtualMachine vm) {
        this.vm = vm;
    }

    /**
     * Starts JOL and tries it out.
     *
     * @throws BadInputException when JOL is not there, cannot run in this virtual machine or does not measure it right
     */
    public static Heap open() {
        System.setProperty("jol.magicFieldOffset", "true"); // the fields of records, which Unsafe refuses
        System.setProperty("jol.skipDynamicAttach", "true"); // an agent would know sizes, but so do the fields
        System.setProperty("jol.skipHotspotSAAttach", "true"); // this one would know addresses
        Heap heap;
        Optional<String> disagreement;
        try {
            heap = new Heap(silent(VM::current));
            disagreement = SAMPLES.stream().flatMap(heap::disagreement).findFirst();
        } catch (RuntimeException | LinkageError e) {
            throw cannot(e.toString(), e);
        }
        disagreement.ifPresent(reason -> {
            throw cannot(reason, null);
        });
        return heap;
    }

    /** What an object takes, with all that it refers to. */
    public HeapSize size(Object root) {
        GraphLayout graph = GraphLayout.parseInstance(root);
        return new HeapSize(graph.totalCount(), graph.totalSize());
    }

    /** Where the fields of a class's objects lie: "24 bytes: 12 header, 4 shape (Shape), 4 data (float[]), 4 unused". */
    public String fields(Class<?> type) {
        return FieldOrder.text(ClassLayout.parseClass(type));
    }

    /** What all sizes depend on: "headers of 12 bytes, references of 4, sizes in multiples of 8". */
    @Override
    public String toString() {
        return "headers of " + vm.objectHeaderSize() + " bytes, references of " + vm.sizeOfField("java.lang.Object")
                + ", sizes in multiples of " + vm.objectAlignment();
    }

    /** How JOL's size of what is made differs from what was allocated for it, if it does. */
    private Stream<String> disagreement(Supplier<Object> make) {
        Object sample = make.get();
        long measured = size(sample).bytes();
        long allocated = Allocation.bytes(make);
        return measured == allocated
                ? Stream.empty()
                : Stream.of(String.format(
                        Locale.ROOT,
                        "%s: allocated %,d bytes, measured %,d",
                        sample.getClass().getTypeName(),
                        allocated,
                        measured));
    }

    /** JOL warns on System.out that it runs without what it was told to skip. */
    private static <T> T silent(Supplier<T> start) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return start.get();
        } finally {
            System.setOut(out);
        }
    }

    private static BadInputException cannot(String reason, Throwable cause) {
        return new BadInputException("JOL cannot measure the heap of this virtual machine: " + reason, cause);
    }
}
