package org.flux4j.sampling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.flux4j.BadInputException;

/**
 * The {@code scheduler_config.json} of a model folder. A field that would change the schedule but is not supported is
 * an error.
 *
 * @param source the name of the config, for messages
 * @param config the config
 */
record SchedulerConfig(String source, JsonNode config) {
    private static final String SUPPORTED_CLASS = "FlowMatchEulerDiscreteScheduler";
    private static final List<String> UNSUPPORTED = List.of(
            "use_karras_sigmas",
            "use_exponential_sigmas",
            "use_beta_sigmas",
            "use_flow_sigmas",
            "invert_sigmas",
            "stochastic_sampling",
            "shift_terminal");

    /**
     * Returns the schedule that the config describes.
     *
     * @throws BadInputException if a field is invalid or not supported
     */
    Schedule schedule() {
        expect("_class_name", SUPPORTED_CLASS);
        expect("time_shift_type", "exponential");
        for (String field : UNSUPPORTED) {
            JsonNode value = config.path(field);
            if (value.asBoolean() || value.asDouble() != 0) {
                throw new BadInputException(source + ": " + field + ": not supported, found " + value);
            }
        }
        if (!config.path("use_dynamic_shifting").asBoolean()) {
            return new StaticShift(positive("shift", 1));
        }
        DynamicShift official = DynamicShift.OFFICIAL;
        return new DynamicShift(
                positive("base_shift", official.baseShift()),
                positive("max_shift", official.maxShift()),
                positive("base_image_seq_len", official.baseSeqLen()),
                positive("max_image_seq_len", official.maxSeqLen()));
    }

    private void expect(String field, String expected) {
        String found = config.path(field).asText(expected);
        if (!found.equals(expected)) {
            throw new BadInputException(source + ": " + field + ": expected " + expected + ", found " + found);
        }
    }

    private double positive(String field, double absent) {
        JsonNode node = config.path(field);
        double value = node.isNumber() ? node.asDouble() : node.isMissingNode() || node.isNull() ? absent : Double.NaN;
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(source + ": " + field + ": expected a positive number, found " + node);
        }
        return value;
    }
}
