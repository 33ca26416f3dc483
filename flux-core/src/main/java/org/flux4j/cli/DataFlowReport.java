package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.op.Planner;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.Backend;
import org.flux4j.pipeline.KontextResolutions;
import org.flux4j.pipeline.MemoryForecast;
import org.flux4j.pipeline.Model;

/** The data flow of the steps that a backend records of an edit, on shapes alone. */
final class DataFlowReport {
    private DataFlowReport() {}

    /**
     * Prints the data flow.
     *
     * @throws BadInputException if the backend records nothing
     */
    static void print(Backend backend, Model model, MemoryOptions edit, PrintWriter out) {
        Planner planner = backend.planner().orElseThrow(() -> nothing(backend));
        Resolution picture = edit.size(model).used();
        Resolution reference = KontextResolutions.nearest(picture, model.resolutions());
        new MemoryForecast(model, planner).stages(picture, List.of(reference), edit.textTokens());
        if (planner.dataFlow().isEmpty()) {
            throw nothing(backend);
        }
        planner.dataFlow().forEach(out::println);
        out.flush();
    }

    private static BadInputException nothing(Backend backend) {
        return new BadInputException(
                "backend " + backend.name() + ": expected one that records steps, such as tornado; this one does not");
    }
}
