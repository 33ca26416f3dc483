package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flux4j.io.Json;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.SafeTensorsWriter;
import org.flux4j.op.Operators;
import org.flux4j.ref.RefProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number among the attributes of a golden case of every operator, replaced by numbers that overflow. */
class ExtremeNumbersTest {
    private static final List<String> EXTREMES = List.of(
            "2147483647",
            "-2147483648",
            "4294967297",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551616",
            "1e39",
            "-1e39",
            "1e400");

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static final Map<String, CaseFile> CASES = cases();

    private final Operators ops = new RefProvider().create(2);

    @TempDir
    private Path folder;

    /** Seeds are left out, as nearly all of these are valid ones. */
    @TestFactory
    Stream<DynamicTest> areRefusedOrFailAtOnce() {
        return CASES.values().stream()
                .flatMap(file -> numbers(attrs(file)).stream()
                        .filter(pointer -> !pointer.equals("/seed"))
                        .map(pointer -> DynamicTest.dynamicTest(
                                file.name() + pointer,
                                () -> EXTREMES.forEach(extreme -> assertEndsWell(file, pointer, extreme)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                schedule           | /num_steps           | 2147483647 | attrs: num_steps: expected a whole number of at most 16777216, found 2147483647
                schedule           | /num_steps           | 10001      | steps: expected at most 10000, found 10001
                schedule           | /image_seq_len       | 4294967297 | attrs: image_seq_len: expected a whole number of at most 16777216, found 4294967297
                torch_randn        | /shape/0             | 2147483648 | attrs: shape: expected a whole number of at most 16777216, found 2147483648
                torch_randn        | /shape/0             | 16777216   | attrs: shape: expected at most 16777216 elements, found 268435456
                torch_randn        | /seed                | 18446744073709551616 | seed: expected a number from -9223372036854775808 to 18446744073709551615, found 18446744073709551616
                upsample_nearest   | /factor              | 2147483647 | attrs: factor: expected a whole number of at most 16777216, found 2147483647
                unpack             | /width               | -2147483648 | attrs: width: expected a whole number of at most 16777216, found -2147483648
                timestep_embedding | /dim                 | 16777217   | attrs: dim: expected a whole number of at most 16777216, found 16777217
                timestep_embedding | /max_period          | 1e39       | attrs: max_period: expected a number that float32 can hold, found 1.0E39
                tokenize_t5        | /max_length          | 4097       | max_length: expected at most 4096, found 4097
                text_to_image      | /max_sequence_length | 100000     | text tokens: expected at most 4096, found 100000
                text_to_image      | /steps               | 16777216   | steps: expected at most 10000, found 16777216
                text_to_image      | /width               | 16777216   | size 16777216 × 128: expected at most 16777216 pixels in all
                kontext_edit       | /guidance            | 1001       | guidance: expected at most 1000, found 1001.0
                kontext_edit       | /reference_height    | 16777216   | size 144 × 16777216: expected at most 16777216 pixels in all
                """)
    void areRefusedWithTheLimit(String op, String pointer, String number, String message) {
        CollectedReport report = run(CASES.get(op), pointer, number);
        assertThat(report.problems()).singleElement().asString().endsWith("changed.safetensors: " + message);
    }

    /** A case of each operator, the last of those that ship. */
    private static Map<String, CaseFile> cases() {
        Map<String, CaseFile> cases = new TreeMap<>();
        GoldenSuite.files().forEach(file -> cases.put(GoldenCase.read(file).op(), file));
        return cases;
    }

    private static List<String> numbers(ObjectNode attrs) {
        List<String> pointers = new ArrayList<>();
        attrs.properties().forEach(entry -> {
            if (entry.getValue().isNumber()) {
                pointers.add("/" + entry.getKey());
            } else if (entry.getValue().path(0).isNumber()) {
                pointers.add("/" + entry.getKey() + "/0");
            }
        });
        return pointers;
    }

    private static ObjectNode attrs(CaseFile file) {
        return (ObjectNode) Json.parse("attrs", file.content().get().metadata().get("attrs"));
    }

    private void assertEndsWell(CaseFile file, String pointer, String extreme) {
        Instant start = Instant.now();
        CollectedReport report = run(file, pointer, extreme);
        assertThat(Duration.between(start, Instant.now())).describedAs(extreme).isLessThan(AT_ONCE);
        List<String> lines = new ArrayList<>(report.problems());
        report.rows().forEach(row -> lines.add(row.verdict() + row.note()));
        assertThat(lines)
                .describedAs(extreme)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("Exception", "java.", "\n"));
    }

    private CollectedReport run(CaseFile file, String pointer, String extreme) {
        ObjectNode attrs = attrs(file);
        JsonNode number = Json.parse("extreme", extreme);
        switch (attrs.at(pointer.substring(0, pointer.lastIndexOf('/')))) {
            case ArrayNode list -> list.set(0, number);
            default -> attrs.set(pointer.substring(1), number);
        }
        SafeTensors golden = file.content().get();
        Map<String, String> metadata = new TreeMap<>(golden.metadata());
        metadata.put("attrs", attrs.toString());
        Path changed = folder.resolve("changed.safetensors");
        SafeTensorsWriter.write(changed, golden.tensors().values(), metadata);
        CollectedReport report = new CollectedReport();
        new CaseRunner("ref", ops, report)
                .found(new CaseFile("changed", changed.toString(), file.folder(), () -> SafeTensors.open(changed)));
        return report;
    }
}
