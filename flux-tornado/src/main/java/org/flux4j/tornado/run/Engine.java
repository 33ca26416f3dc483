package org.flux4j.tornado.run;

import java.util.List;
import org.flux4j.op.Tensor;

/** What runs kernels: each call by itself, or as part of a step that is recorded. */
public interface Engine {
    /** Calls a kernel, whose grid is not empty, and returns its results. */
    List<Tensor> call(Launch launch);

    /** Calls a kernel, and returns its results. With nothing to run on, they are all zeros. */
    default List<Tensor> results(Launch launch) {
        return launch.grid() == null
                ? launch.results().stream().map(Tensor::zeros).toList()
                : call(launch);
    }

    /** Calls a kernel that has one result, and returns it. */
    default Tensor run(Launch launch) {
        return results(launch).getFirst();
    }
}
