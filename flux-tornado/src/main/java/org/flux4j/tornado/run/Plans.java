package org.flux4j.tornado.run;

import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

/** Closes plans of TornadoVM. */
final class Plans {
    private Plans() {}

    /** Frees the memory of all graphs of a plan: closing alone would free that of the graph that ran last. */
    static void close(TornadoExecutionPlan plan) {
        try {
            plan.withAllGraphs();
            plan.close();
        } catch (TornadoExecutionPlanException e) {
            throw new IllegalStateException("a plan of TornadoVM cannot be closed", e);
        }
    }
}
