package org.flux4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    static List<String> official() {
        return TestFiles.lines(ScheduleTest.class, "schedules.txt");
    }

    @ParameterizedTest
    @MethodSource("official")
    void equalsTheOfficialSchedule(String line) {
        String[] fields = line.split(" ");
        Schedule schedule = Boolean.parseBoolean(fields[2]) ? DynamicShift.OFFICIAL : StaticShift.NONE;
        double[] expected =
                Stream.of(fields).skip(3).mapToDouble(Double::parseDouble).toArray();
        assertThat(schedule.timesteps(Integer.parseInt(fields[0]), Integer.parseInt(fields[1])))
                .containsExactly(expected, within(1e-15));
    }

    @Test
    void staticShiftIsThatOfDiffusers() throws JsonProcessingException {
        // FlowMatchEulerDiscreteScheduler(shift=3).set_timesteps(sigmas=np.linspace(1, 1 / 4, 4)).sigmas
        assertThat(read("{\"shift\": 3.0}").timesteps(4, 99)).containsExactly(1, 0.9, 0.75, 0.5, 0);
    }

    @Test
    void readsWhatTheFoldersOfTheOfficialModelsSay() throws JsonProcessingException {
        assertThat(read("""
                        {"_class_name": "FlowMatchEulerDiscreteScheduler", "_diffusers_version": "0.30.0.dev0",
                         "base_image_seq_len": 256, "base_shift": 0.5, "max_image_seq_len": 4096, "max_shift": 1.15,
                         "num_train_timesteps": 1000, "shift": 3.0, "use_dynamic_shifting": true}""")).isEqualTo(DynamicShift.OFFICIAL);
        assertThat(read("""
                        {"_class_name": "FlowMatchEulerDiscreteScheduler", "base_image_seq_len": 256, "base_shift": 0.5,
                         "max_image_seq_len": 4096, "max_shift": 1.15, "num_train_timesteps": 1000, "shift": 1.0,
                         "use_dynamic_shifting": false, "shift_terminal": null, "use_karras_sigmas": false}""")).isEqualTo(StaticShift.NONE);
    }

    @Test
    void absentFieldsHaveTheDefaultsOfDiffusers() throws JsonProcessingException {
        assertThat(read("{}")).isEqualTo(StaticShift.NONE);
        assertThat(read("{\"use_dynamic_shifting\": true}")).isEqualTo(DynamicShift.OFFICIAL);
        assertThat(read("{\"use_dynamic_shifting\": true, \"base_image_seq_len\": 4, \"max_shift\": 2}"))
                .isEqualTo(new DynamicShift(0.5, 2, 4, 4096));
        assertThat(read("{\"shift\": null, \"time_shift_type\": null}")).isEqualTo(StaticShift.NONE);
        assertThat(read("{\"use_dynamic_shifting\": true, \"base_shift\": null, \"max_image_seq_len\": null}"))
                .isEqualTo(DynamicShift.OFFICIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_class_name\": \"DDIMScheduler\"}",
                "{\"time_shift_type\": \"linear\"}",
                "{\"use_karras_sigmas\": true}",
                "{\"shift_terminal\": 0.02}",
                "{\"shift\": 0}",
                "{\"shift\": \"three\"}",
                "{\"use_dynamic_shifting\": true, \"max_shift\": -1}"
            })
    void namesWhatItCannotDo(String config) {
        String field = config.replaceAll(".*\"(.*)\": .*", "$1");
        assertThatThrownBy(() -> read(config))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("config.json: " + field + ": ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void takesAtLeastOneStep() {
        assertThatThrownBy(() -> StaticShift.NONE.timesteps(0, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("the number of steps must be at least 1, found 0");
    }

    private static Schedule read(String config) throws JsonProcessingException {
        return Schedule.of("config.json", new ObjectMapper().readTree(config));
    }
}
