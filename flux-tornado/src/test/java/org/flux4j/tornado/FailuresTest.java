package org.flux4j.tornado;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flux4j.op.DeviceException;
import org.flux4j.op.Scope;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Devices;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import org.flux4j.tornado.run.Session;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** A kernel that fails is an error of one line that names it, never a run on the processor. */
class FailuresTest {
    private static final Kernel SPELLED = Kernel.of("spelled", FailuresTest::spelled);

    /** No device has strings. */
    static void spelled(FloatArray x, FloatArray y, IntArray sizes) {
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, Float.parseFloat(Float.toString(x.get(i))));
        }
    }

    @Test
    void aKernelThatDoesNotCompileIsNamed() {
        try (Session session = Devices.open(Devices.all().getFirst())) {
            assertFails("spelled", () -> spell(session, Tensor.zeros(4)));
        }
    }

    @Test
    void inARecordedStepTheScopeIsNamed() {
        try (Session session = Devices.open(Devices.all().getFirst())) {
            Step step = session.repeated(inputs -> {
                try (Scope scope = session.scope("letters")) {
                    return scope.keep(spell(session, inputs[0]));
                }
            });
            assertFails("letters", () -> step.run(Tensor.zeros(4)));
        }
    }

    private static Tensor spell(Session session, Tensor x) {
        return session.engine()
                .run(Launch.of(SPELLED).tensor(x).result(x.shape()).ints(4).over(4));
    }

    private static void assertFails(String place, ThrowingCallable run) {
        assertThatThrownBy(run)
                .isInstanceOf(DeviceException.class)
                .hasMessageMatching("device: " + place + ": .+")
                .hasMessageNotContaining("\n");
    }
}
