package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flux4j.io.Json;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.SafeTensorsWriter;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.ref.RefProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The smallest golden case of every operator, damaged at random: in its bytes, its attributes or its tensors. What comes
 * of it is a row or a line that says what is wrong, never an exception.
 */
class DamagedCaseTest {
    private static final int ROUNDS = 30;

    /** Whole pictures take too long to be made again and again; what they are made of is covered by the other operators. */
    private static final List<String> SLOW = List.of("kontext_edit", "text_to_image");

    private static final List<String> ODD_VALUES = List.of(
            "0",
            "-1",
            "1",
            "7",
            "2147483647",
            "-2147483648",
            "9223372036854775807",
            "1e30",
            "-0.5",
            "1.5",
            "1e-320",
            "null",
            "true",
            "\"x\"",
            "\"../..\"",
            "[]",
            "{}",
            "[0]",
            "[-1, 2]",
            "[1000000, 1000000, 1000000]");

    private final Operators ops = new RefProvider().create(2);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> isRefusedCleanly() {
        Map<String, CaseFile> smallest = new TreeMap<>();
        for (CaseFile file : GoldenSuite.files()) {
            String op = GoldenCase.read(file).op();
            smallest.merge(op, file, (one, other) -> size(one) <= size(other) ? one : other);
        }
        SLOW.forEach(smallest::remove);
        return smallest.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> damage(entry.getValue())));
    }

    private void damage(CaseFile file) throws IOException {
        Random random = new Random(file.name().hashCode());
        Path damaged = folder.resolve("damaged.safetensors");
        for (int round = 0; round < ROUNDS; round++) {
            switch (round % 3) {
                case 0 -> damageBytes(file.content().get(), random, damaged);
                case 1 -> damageAttributes(file.content().get(), random, damaged);
                default -> damageTensors(file.content().get(), random, damaged);
            }
            CaseFile wounded =
                    new CaseFile("damaged", damaged.toString(), file.folder(), () -> SafeTensors.open(damaged));
            CollectedReport report = new CollectedReport();
            new CaseRunner("ref", ops, report).found(wounded);
            List<String> lines = new ArrayList<>(report.problems());
            report.rows().forEach(row -> lines.add(row.verdict() + row.note()));
            assertThat(lines)
                    .describedAs("round " + round)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).doesNotContain("Exception", "java.", "\n"));
        }
    }

    private static void damageBytes(SafeTensors golden, Random random, Path to) throws IOException {
        SafeTensorsWriter.write(to, golden.tensors().values(), golden.metadata());
        byte[] bytes = Files.readAllBytes(to);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(Math.min(bytes.length, 2000))] = (byte) random.nextInt(256);
        }
        int length = random.nextInt(5) == 0 ? random.nextInt(bytes.length) : bytes.length;
        Files.write(to, Arrays.copyOf(bytes, length));
    }

    private static void damageAttributes(SafeTensors golden, Random random, Path to) {
        ObjectNode attrs = (ObjectNode) Json.parse("attrs", golden.metadata().get("attrs"));
        List<String> names = new ArrayList<>(
                attrs.properties().stream().map(Map.Entry::getKey).toList());
        names.add("backward");
        String name = names.get(random.nextInt(names.size()));
        JsonNode odd = Json.parse("odd value", ODD_VALUES.get(random.nextInt(ODD_VALUES.size())));
        if (random.nextInt(6) == 0) {
            attrs.remove(name);
        } else if (attrs.path(name) instanceof ArrayNode list && !list.isEmpty() && random.nextBoolean()) {
            list.set(random.nextInt(list.size()), odd);
        } else {
            attrs.set(name, odd);
        }
        Map<String, String> metadata = new TreeMap<>(golden.metadata());
        metadata.put("attrs", attrs.toString());
        SafeTensorsWriter.write(to, golden.tensors().values(), metadata);
    }

    private static void damageTensors(SafeTensors golden, Random random, Path to) {
        Collection<StoredTensor> tensors = new ArrayList<>();
        int victim = random.nextInt(golden.tensors().size());
        for (StoredTensor tensor : golden.tensors().values()) {
            if (victim-- != 0) {
                tensors.add(tensor);
            } else if (random.nextInt(4) != 0) {
                tensors.add(reshaped(tensor, random));
            }
        }
        SafeTensorsWriter.write(to, tensors, golden.metadata());
    }

    /** The first elements of a tensor, in another shape. */
    private static StoredTensor reshaped(StoredTensor tensor, Random random) {
        int count = (int) tensor.shape().count();
        Shape shape = switch (random.nextInt(6)) {
            case 0 -> Shape.of(0);
            case 1 -> Shape.of(count);
            case 2 -> Shape.of(1, count);
            case 3 -> Shape.of(count, 1, 1);
            case 4 -> Shape.of();
            default -> Shape.of(count / 2, 2);
        };
        long bytes = tensor.dtype().byteSize(shape.count());
        return shape.count() > count
                ? tensor
                : new StoredTensor(
                        tensor.name(), tensor.dtype(), shape, tensor.bytes().asSlice(0, bytes));
    }

    private static long size(CaseFile file) {
        return file.content().get().tensors().values().stream()
                .mapToLong(tensor -> tensor.bytes().byteSize())
                .sum();
    }
}
