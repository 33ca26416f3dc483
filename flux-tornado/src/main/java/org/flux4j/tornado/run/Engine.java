package org.flux4j.tornado.run;

import java.util.List;
import org.flux4j.op.Tensor;

/** What runs kernels: each call by itself, or as part of a step that is recorded. */
public interface Engine {
    /** Calls a kernel, whose grid is not empty, and returns its results. */
    List<Tensor> call(Launch launch);

    /** Calls a kernel that has one result, and returns it. With nothing to run on, the result is all zeros. */
    default Tensor run(Launch launch) {
        return launch.grid() == null
                ? Tensor.zeros(launch.results().getFirst())
                : call(launch).getFirst();
    }
}
