package org.flux4j.contract.backends;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Step;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import org.flux4j.ref.RefOperators;

/**
 * A backend whose tensors live outside the Java heap, as on a device: tensors of the heap are copied there once, when an
 * operator first receives them, and scopes free what they made. It counts how often elements are read back. The reference
 * computes, on copies that do not count.
 */
public final class Distant extends Intercepted {
    /**
     * A read of the elements of a tensor.
     *
     * @param scopes the names of the open scopes, from the outermost to the innermost
     * @param shape that the tensor was made with
     */
    public record Read(String scopes, Shape shape) {
        @Override
        public String toString() {
            return scopes + ": " + shape;
        }
    }

    private final Deque<Frame> open = new ArrayDeque<>(); // innermost first
    private final Frame outside = new Frame("", null);
    private final Map<Storage, Remote> uploaded = new WeakHashMap<>();
    private final List<Read> reads = new ArrayList<>();
    private int uploads;

    public Distant(int threads) {
        super(new RefOperators(threads));
        open.push(outside);
    }

    /** Returns the reads so far. */
    public List<Read> reads() {
        return List.copyOf(reads);
    }

    /** Returns how many storages of the heap were copied so far. */
    public int uploads() {
        return uploads;
    }

    /** Returns the shapes of the results that have not been freed, those of the outermost scopes first. */
    public List<Shape> live() {
        return List.copyOf(open).reversed().stream()
                .flatMap(frame -> frame.made.stream())
                .map(remote -> remote.shape)
                .toList();
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // its scope closes it
    Object call(String name, Call call) {
        return map(call.on(this::download), result -> {
            Remote remote = new Remote(result, Arena.ofConfined());
            open.element().made.add(remote);
            return Tensor.of(result.shape(), remote);
        });
    }

    private Tensor download(Tensor tensor) {
        return Tensor.of(tensor.shape(), remote(tensor).download());
    }

    private Remote remote(Tensor tensor) {
        if (tensor.storage() instanceof Remote remote && remote.isHere(this)) {
            return remote;
        }
        return uploaded.computeIfAbsent(tensor.storage(), storage -> {
            uploads++;
            return new Remote(tensor, Arena.ofAuto());
        });
    }

    @Override
    Scope scope(String name) {
        Frame frame = new Frame(name, open.element());
        open.push(frame);
        return frame;
    }

    @Override
    Step repeated(Step step) {
        return step;
    }

    @Override
    void close() {
        outside.made.forEach(Remote::free);
        outside.made.clear();
        uploaded.clear();
        super.close();
    }

    /** Elements outside the heap, until their arena closes. */
    private final class Remote implements Storage {
        private final Shape shape;
        private final Arena arena;
        private final MemorySegment segment;

        Remote(Tensor tensor, Arena arena) {
            this.shape = tensor.shape();
            this.arena = arena;
            this.segment = arena.allocateFrom(ValueLayout.JAVA_FLOAT, tensor.data());
        }

        @Override
        public float[] elements() {
            String scopes = List.copyOf(open).reversed().stream()
                    .skip(1)
                    .map(frame -> frame.name)
                    .collect(Collectors.joining("/"));
            reads.add(new Read(scopes, shape));
            return download();
        }

        float[] download() {
            return segment.toArray(ValueLayout.JAVA_FLOAT);
        }

        boolean isHere(Distant distant) {
            return distant == Distant.this;
        }

        void free() {
            arena.close();
        }
    }

    private final class Frame implements Scope {
        private final String name;
        private final Frame outer;
        private final Set<Remote> made = new LinkedHashSet<>();

        Frame(String name, Frame outer) {
            this.name = name;
            this.outer = outer;
        }

        @Override
        public Tensor keep(Tensor tensor) {
            if (tensor.storage() instanceof Remote remote && made.remove(remote)) {
                outer.made.add(remote);
            }
            return tensor;
        }

        @Override
        public Tensor replace(Tensor old, Tensor next) {
            if (old.storage() instanceof Remote remote && made.remove(remote)) {
                remote.free();
            }
            return next;
        }

        @Override
        public void close() {
            if (open.pop() != this) {
                throw new IllegalStateException("scopes close in the reverse order of their opening");
            }
            made.forEach(Remote::free);
        }
    }
}
