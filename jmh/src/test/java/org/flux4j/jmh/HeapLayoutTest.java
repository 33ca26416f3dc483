package org.flux4j.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeapLayoutTest {
    private static final Path TESTDATA = Path.of("..", "testdata");

    /** A row of the table of what objects take on the heap. */
    private record Row(long objects, long bytes, long elements) {
        static Row of(String name, String out) {
            Matcher row = Pattern.compile(
                            "^" + Pattern.quote(name) + " +([\\d,]+) +([\\d,]+) +([\\d,]+)$", Pattern.MULTILINE)
                    .matcher(out);
            assertThat(row.find()).as("%s in %s", name, out).isTrue();
            return new Row(number(row.group(1)), number(row.group(2)), number(row.group(3)));
        }

        private static long number(String digits) {
            return Long.parseLong(digits.replace(",", ""));
        }
    }

    @Test
    void showsWhatThePartsOfAModelTake() {
        Path model = TESTDATA.resolve("tiny-random");
        String out = layout(model);
        assertThat(out.lines())
                .startsWith(model.toString())
                .anyMatch(line -> line.matches("Tensor +\\d+ bytes: \\d+ header, .*"));

        List<Row> parts = Stream.of("transformer", "vae", "text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2")
                .map(part -> Row.of(part, out))
                .toList();
        for (Row part : parts.subList(0, 4)) {
            // one object, one weight and its elements at the least; but those lie in the mapped file
            assertThat(part.objects).isGreaterThan(100);
            assertThat(part.bytes).isBetween(8 * part.objects, part.elements / 5);
        }
        for (Row part : parts.subList(4, 6)) {
            assertThat(part.objects).isGreaterThan(1000);
            assertThat(part.bytes).isGreaterThan(8 * part.objects);
            assertThat(part.elements).isZero();
        }
        Row all = Row.of("all of the model", out);
        assertThat(all.elements)
                .isEqualTo(parts.stream().mapToLong(Row::elements).sum())
                .isEqualTo(2_015_670);
        assertThat(all.objects)
                .isBetween(
                        parts.stream().mapToLong(Row::objects).sum() - 300,
                        parts.stream().mapToLong(Row::objects).sum());

        Row text = Row.of("Tensor[512, 64]", out);
        assertThat(text.objects).isEqualTo(5);
        assertThat(text.elements).isEqualTo(512 * 64 * 4);
        assertThat(text.bytes - text.elements).isBetween(40L, 160L);
    }

    @Test
    void showsWhatAWeightFileTakes() {
        String out = layout(TESTDATA.resolve("tiny-official/ae.safetensors"));
        Row file = Row.of("the opened file", out);
        assertThat(file.elements).isEqualTo(1_053_638);
        assertThat(file.bytes).isBetween(8 * file.objects, file.elements / 5);
        Row largest = Row.of("largest tensor", out);
        assertThat(largest.elements).isEqualTo(18_432);
        assertThat(largest.bytes).isBetween(8 * largest.objects, 1000L);
        assertThat(Row.of("as a weight", out).elements).isEqualTo(18_432);
    }

    private static String layout(Path path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new HeapLayout(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(path);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
