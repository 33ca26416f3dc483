package org.flux4j.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flux4j.model.FluxParams;
import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.train.FlowMatchingLoss;
import org.flux4j.train.Tape;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A benchmark of a training step without the optimiser, of a transformer as small as the one that ships: width × heads ×
 * double-stream blocks × single-stream blocks × samples. Each thread computes the gradients of its share of the samples,
 * one after the other; then they are added.
 */
public class TrainingStepBenchmark extends ShapedBenchmark {
    private static final int TEXT_TOKENS = 16;
    private static final int TOKENS = 64; // of the picture, and as many of the reference
    private static final int CHANNELS = 64;

    @Param("128x4x2x4x32")
    public String shape;

    /** The input and target of a sample. */
    private record Sample(Tensor img, Tensor txt, Tensor y, Tensor target) {}

    /** A thread's operators, with an array for the gradient of each weight. */
    private record Worker(Operators ops, List<float[]> gradients) {}

    private final TrainableWeights weights = new TrainableWeights(new Inputs());
    private final List<Sample> samples = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private FluxTransformer model;
    private Tensor imgIds;
    private ExecutorService pool;

    @Override
    void prepare() {
        int[] sizes = sizes(shape);
        int width = sizes[0];
        model = new FluxTransformer(params(width, sizes[1], sizes[2], sizes[3]), weights);
        Inputs inputs = new Inputs();
        imgIds = inputs.tensor(2 * TOKENS, 3);
        for (int i = 0; i < sizes[4]; i++) {
            samples.add(new Sample(
                    inputs.tensor(2 * TOKENS, CHANNELS),
                    inputs.tensor(TEXT_TOKENS, width),
                    inputs.tensor(width),
                    inputs.tensor(TOKENS, CHANNELS)));
        }
        pool = Executors.newFixedThreadPool(threads);
    }

    private static FluxParams params(int width, int heads, int depth, int depthSingleBlocks) {
        int headDim = width / heads;
        List<Integer> axesDim = List.of(headDim / 8, headDim / 16 * 7, headDim / 16 * 7);
        return new FluxParams(
                CHANNELS,
                CHANNELS,
                width,
                width,
                width,
                4,
                heads,
                depth,
                depthSingleBlocks,
                axesDim,
                10_000,
                true,
                false);
    }

    @Override
    Object call() {
        while (workers.size() < threads) {
            Worker worker = worker(create(backend, 1));
            worker.ops().scope("all"); // remains open, so that memory is reused from sample to sample
            workers.add(worker);
        }
        List<Callable<Worker>> shares = IntStream.range(0, threads)
                .mapToObj(i -> (Callable<Worker>) () -> share(workers.get(i), i))
                .toList();
        try {
            for (Future<Worker> share : pool.invokeAll(shares)) {
                share.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        List<float[]> sums = workers.getFirst().gradients();
        workers.stream().skip(1).forEach(worker -> add(worker.gradients(), sums));
        return sums;
    }

    /** Makes the call without a scope of its own: workers have theirs. */
    @Override
    Object scoped() {
        return call();
    }

    private Worker worker(Operators ops) {
        return new Worker(
                ops,
                weights.all().stream()
                        .map(weight -> new float[Math.toIntExact(weight.shape().count())])
                        .toList());
    }

    /** Computes the gradients of the samples of a thread. */
    private Worker share(Worker worker, int thread) {
        worker.gradients().forEach(gradient -> Arrays.fill(gradient, 0));
        int count = samples.size();
        samples.subList(count * thread / threads, count * (thread + 1) / threads)
                .forEach(sample -> addGradients(worker, sample));
        return worker;
    }

    private void addGradients(Worker worker, Sample sample) {
        try (Tape tape = new Tape(worker.ops(), worker.ops().gradients())) {
            List<Weight> trained = weights.all();
            for (int i = 0; i < trained.size(); i++) {
                tape.train(trained.get(i), worker.gradients().get(i));
            }
            Tensor txtIds = Tensor.zeros(TEXT_TOKENS, 3);
            Tensor t = Tensor.scalar(0.7f);
            Tensor all = model.forward(tape, sample.img(), imgIds, sample.txt(), txtIds, t, sample.y(), null);
            Tensor pred = tape.slice(all, 0, 0, TOKENS);
            tape.backward(pred, FlowMatchingLoss.gradient(pred, sample.target()));
        }
    }

    private static void add(List<float[]> from, List<float[]> to) {
        for (int i = 0; i < from.size(); i++) {
            float[] sum = to.get(i);
            float[] more = from.get(i);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += more[j];
            }
        }
    }

    @Override
    void check(Operators ref) {
        Worker got = worker(create(backend, 1));
        Worker want = worker(ref);
        addGradients(got, samples.getFirst());
        addGradients(want, samples.getFirst());
        for (int i = 0; i < want.gradients().size(); i++) {
            Agreement.check(
                    Tensor.of(weights.all().get(i).shape(), got.gradients().get(i)),
                    Tensor.of(weights.all().get(i).shape(), want.gradients().get(i)));
        }
    }

    /** Ends the threads. */
    @TearDown
    public void end() {
        pool.shutdown();
        workers.forEach(worker -> worker.ops().close());
    }

    /** Counts the products of linear layers alone, three times: forward, and for each of both gradients. */
    @Override
    double flops() {
        int[] sizes = sizes(shape);
        double squared = (double) sizes[0] * sizes[0];
        double ofBlocks = 12 * squared * (TEXT_TOKENS + 2 * TOKENS) * (sizes[2] + sizes[3]);
        return 3 * 2 * ofBlocks * sizes[4];
    }
}
