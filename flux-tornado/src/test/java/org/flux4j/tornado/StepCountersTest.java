package org.flux4j.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Devices;
import org.flux4j.tornado.run.Meter;
import org.junit.jupiter.api.Test;

/** A recorded step compiles once, and copies what changes. */
class StepCountersTest {
    private static final int TOKENS = 40;
    private static final int CHANNELS = 24;
    private static final int BLOCKS = 6;

    /** What TornadoVM sends beside the elements of an array: its header. */
    private static final int HEADER = 16;

    /** What TornadoVM sends to start a task. */
    private static final int FRAME = 24;

    private static final int TASKS = 1 + 3 * BLOCKS;

    @Test
    void laterRunsCompileNothingAndCopyTheInputsAndTheResult() {
        Meter meter = Meter.measuring();
        try (Operators ops = new TornadoOperators(Devices.open(Devices.all().getFirst(), meter))) {
            Step step = ops.repeated(model(ops));
            step.run(random(1, TOKENS, CHANNELS), Tensor.scalar(0.5f));
            assertThat(meter.compileNanos()).isPositive();
            assertThat(meter.bytesIn()).isGreaterThan((long) BLOCKS * CHANNELS * CHANNELS * Float.BYTES);
            for (int run = 2; run <= 3; run++) {
                meter.restart();
                step.run(random(run, TOKENS, CHANNELS), Tensor.scalar(0.5f / run));
                assertThat(meter.compileNanos()).isZero();
                long latent = (long) TOKENS * CHANNELS * Float.BYTES;
                assertThat(meter.bytesIn()).isEqualTo(latent + Float.BYTES + 2 * HEADER + TASKS * FRAME);
                assertThat(meter.bytesOut()).isEqualTo(latent + HEADER);
            }
        }
    }

    @Test
    void closingFreesTheMemoryOfTheDevice() {
        Devices.all();
        long before = DeviceMemory.used();
        for (int i = 0; i < 50; i++) {
            try (Operators ops = new TornadoProvider().create(1)) {
                ops.silu(random(i, TOKENS, CHANNELS));
                Step step = ops.repeated(model(ops));
                step.run(random(i, TOKENS, CHANNELS), Tensor.scalar(0.5f));
                assertThat(DeviceMemory.used()).isGreaterThan(before);
            }
            assertThat(DeviceMemory.used()).isEqualTo(before);
        }
    }

    /** A small model in blocks, each of them a graph. */
    private static Step model(Operators ops) {
        Weight[] weights = new Weight[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            weights[i] = Weight.of(
                    Shape.of(CHANNELS, CHANNELS),
                    random(100 + i, CHANNELS, CHANNELS).data());
        }
        return inputs -> {
            try (Scope scope = ops.scope("model")) {
                Tensor x = ops.multiply(inputs[0], inputs[1]);
                for (int i = 0; i < BLOCKS; i++) {
                    try (Scope block = ops.scope("blocks." + i)) {
                        Tensor hidden = ops.geluTanh(ops.linear(x, weights[i], null));
                        x = scope.replace(x, block.keep(ops.add(hidden, inputs[0])));
                    }
                }
                return scope.keep(x);
            }
        };
    }

    private static Tensor random(long seed, int rows, int columns) {
        Random random = new Random(seed);
        Tensor tensor = Tensor.zeros(rows, columns);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }
}
