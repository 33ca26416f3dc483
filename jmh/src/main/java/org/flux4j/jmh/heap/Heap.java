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
 * The heap of this virtual machine, as measured by JOL.
 *
 * <p>JOL gets the offsets of fields from {@code sun.misc.Unsafe} and determines everything else by experiment, which
 * can fail: under ZGC, it gets the alignment of objects wrong. Therefore the sizes of a few objects are first compared
 * with the sizes that the virtual machine says it allocated.
 */
public final class Heap {
    /** The objects of the comparison: arrays of primitives and of references, and a record. */
    private static final List<Supplier<Object>> SAMPLES =
            List.of(() -> new float[17], () -> new Object[17], () -> new HeapSize(1, 1));

    private final VirtualMachine vm;

    private Heap(VirtualMachine vm) {
        this.vm = vm;
    }

    /**
     * Starts JOL and checks that it measures correctly.
     *
     * @throws BadInputException if JOL is missing, cannot run in this virtual machine, or measures wrong sizes
     */
    public static Heap open() {
        System.setProperty("jol.magicFieldOffset", "true"); // for the fields of records, which Unsafe does not give
        System.setProperty("jol.skipDynamicAttach", "true"); // sizes follow from the fields; no agent is needed
        System.setProperty("jol.skipHotspotSAAttach", "true"); // addresses are not needed
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

    /** Returns the size of an object, with all objects that it refers to. */
    public HeapSize size(Object root) {
        GraphLayout graph = GraphLayout.parseInstance(root);
        return new HeapSize(graph.totalCount(), graph.totalSize());
    }

    /**
     * Returns the layout of the objects of a class, such as "24 bytes: 12 header, 4 shape (Shape), 4 storage (Storage),
     * 4 unused".
     */
    public String fields(Class<?> type) {
        return FieldOrder.text(ClassLayout.parseClass(type));
    }

    /** Returns what all sizes depend on, such as "headers of 12 bytes, references of 4, sizes in multiples of 8". */
    @Override
    public String toString() {
        return "headers of " + vm.objectHeaderSize() + " bytes, references of " + vm.sizeOfField("java.lang.Object")
                + ", sizes in multiples of " + vm.objectAlignment();
    }

    /**
     * Returns a description of the difference between the size of an object by JOL and its allocated size, if there is
     * one.
     */
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

    /** Starts JOL without the warnings that it prints to System.out about the parts that it was told to skip. */
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
