package org.flux4j.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/** A program that does with scopes what the contract allows, and knows which tensors are valid and what they hold. */
final class RandomProgram {
    private static final int DEEPEST = 5;

    /** Few sizes, so that memory is soon used again. */
    private static final int[] SIZES = {1, 6, 6, 40};

    /** A valid tensor and its elements. */
    private record Live(Tensor tensor, Tensor want) {}

    /** A scope and its tensors; the outermost frame is no scope, and its tensors live on. */
    private record Frame(Scope scope, List<Live> live) {}

    private final Operators ops;
    private final SplittableRandom random;
    private final Deque<Frame> frames = new ArrayDeque<>(); // innermost first

    RandomProgram(Operators ops, long seed) {
        this.ops = ops;
        this.random = new SplittableRandom(seed);
        frames.push(new Frame(null, new ArrayList<>()));
    }

    void run(int actions) {
        for (int i = 0; i < actions; i++) {
            act();
            checkAll();
        }
        while (frames.size() > 1) {
            close();
            checkAll();
        }
    }

    private void act() {
        int depth = frames.size() - 1;
        int choice = random.nextInt(20);
        if (depth == 0 ? choice > 2 : depth < DEEPEST && choice < 2) {
            frames.push(new Frame(ops.scope("scope." + depth), new ArrayList<>()));
        } else if (choice < 4 && depth > 0) {
            close();
        } else if (choice < 7 && depth > 0) {
            keep(anyScope());
        } else if (choice < 10 && depth > 0) {
            replace(anyScope());
        } else if (choice < 11 && depth > 0) {
            anyScope().scope.trim();
        } else {
            compute();
        }
    }

    private void close() {
        frames.pop().scope.close();
    }

    private void compute() {
        int size = SIZES[random.nextInt(SIZES.length)];
        Live a = any(size);
        Live b = any(size);
        float[] sum = new float[size];
        float[] half = new float[size];
        for (int i = 0; i < size; i++) {
            sum[i] = a.want.data()[i] + b.want.data()[i];
            half[i] = sum[i] * 0.5f;
        }
        Tensor added = ops.add(a.tensor, b.tensor);
        made(added, sum);
        made(ops.multiply(added, Tensor.scalar(0.5f)), half);
    }

    private void made(Tensor tensor, float[] want) {
        frames.element().live.add(new Live(reshaped(tensor), Tensor.of(tensor.shape(), want)));
    }

    /** Returns the tensor itself, or one that shares its storage. */
    private Tensor reshaped(Tensor tensor) {
        int size = tensor.dim(0);
        return random.nextBoolean() ? tensor : tensor.reshape(size, 1).reshape(size);
    }

    private void keep(Frame frame) {
        Live live = anyLive();
        frame.scope.keep(reshaped(live.tensor));
        if (frame.live.remove(live)) {
            around(frame).live.add(live);
        }
    }

    private void replace(Frame frame) {
        Live old = anyLive();
        Live next = anyLive();
        if (!old.equals(next)) {
            frame.scope.replace(reshaped(old.tensor), next.tensor);
            frame.live.remove(old);
        }
    }

    private Frame around(Frame frame) {
        List<Frame> all = List.copyOf(frames);
        return all.get(all.indexOf(frame) + 1);
    }

    private Frame anyScope() {
        return List.copyOf(frames).get(random.nextInt(frames.size() - 1));
    }

    /** Returns any valid tensor, or one that was not made by the operators. */
    private Live anyLive() {
        List<Live> all = frames.stream().flatMap(frame -> frame.live.stream()).toList();
        return all.isEmpty() ? input(6) : all.get(random.nextInt(all.size()));
    }

    private Live any(int size) {
        List<Live> all = frames.stream()
                .flatMap(frame -> frame.live.stream())
                .filter(live -> live.tensor.dim(0) == size)
                .toList();
        return all.isEmpty() || random.nextInt(8) == 0 ? input(size) : all.get(random.nextInt(all.size()));
    }

    private Live input(int size) {
        Tensor input = Data.tensor(random.nextLong(), size);
        return new Live(input, input);
    }

    private void checkAll() {
        frames.forEach(frame -> frame.live.forEach(live -> Budget.EXACT.check("live", live.tensor, live.want)));
    }
}
