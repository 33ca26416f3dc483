package org.flux4j.tornado.run;

import java.util.List;
import org.flux4j.op.Tensor;

/** A recorded step that is ready to be run. */
interface Replay extends AutoCloseable {
    /** Runs the step on inputs of the recorded shapes. */
    Tensor run(List<Tensor> inputs);

    /** Frees what the step holds on the device. */
    @Override
    void close();
}
