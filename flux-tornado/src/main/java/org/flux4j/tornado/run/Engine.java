package org.flux4j.tornado.run;

import java.util.List;
import org.flux4j.op.Tensor;

/** What runs kernels: each call by itself, or as part of a step that is recorded. */
public interface Engine {
    /** Calls a kernel, and returns its results. */
    List<Tensor> runAll(Launch launch);

    /** Calls a kernel that has one result, and returns it. */
    default Tensor run(Launch launch) {
        return runAll(launch).getFirst();
    }
}
