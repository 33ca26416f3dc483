package org.flux4j.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;

/**
 * Reads and checks the header of a safetensors file:
 *
 * <pre>
 * u64 N | N bytes of JSON: {"__metadata__": {"key": "value"}, "NAME": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}} | bytes
 * </pre>
 *
 * <p>Offsets count from the end of the header. As in the official library, the tensors must cover the bytes after it
 * without overlap, gap or remainder. Unlike there, a name may not be repeated, and metadata that is not a string is taken
 * as the JSON that it is.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/safetensors/blob/main/safetensors/src/tensor.rs">tensor.rs</a>, {@code
 * SafeTensors::read_metadata} and {@code Metadata::validate}.
 */
final class SafeTensorsHeader {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * The largest header that is read. The official library's limit is 100 MB; here, parsing takes up to 40 times the header
     * in memory, and the 780 tensors of FLUX.1 dev need 0.09 MB.
     */
    private static final long LONGEST = 16 << 20;

    /** A tensor that takes the bytes from {@code begin} to {@code end} (exclusive) of the data. */
    private record Entry(String name, ElementType type, Shape shape, long begin, long end) {}

    private final String source;
    private final MemorySegment data;

    private SafeTensorsHeader(String source, MemorySegment data) {
        this.source = source;
        this.data = data;
    }

    static SafeTensors read(String source, MemorySegment file) {
        GitLfsPointer.refuse(source, file);
        if (file.byteSize() < 8) {
            throw new BadInputException(
                    source + ": not a safetensors file: expected at least 8 bytes, found " + file.byteSize());
        }
        long length = file.get(LONG, 0);
        if (length < 0 || length > file.byteSize() - 8) {
            throw new BadInputException(source + ": not a safetensors file, or cut short: a header of "
                    + Long.toUnsignedString(length) + " bytes in a file of " + file.byteSize());
        }
        if (length > LONGEST) {
            throw new BadInputException(source + ": header: " + length + " bytes, more than the limit of " + LONGEST);
        }
        String where = source + ": header";
        MemorySegment json = file.asSlice(8, length);
        if (length == 0 || json.get(ValueLayout.JAVA_BYTE, 0) != '{') {
            throw new BadInputException(where + ": expected a JSON object");
        }
        JsonNode header = Json.parse(where, json.asByteBuffer());
        return new SafeTensorsHeader(source, file.asSlice(8 + length)).read(header);
    }

    private SafeTensors read(JsonNode header) {
        Map<String, String> metadata = Map.of();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (field.getKey().equals("__metadata__")) {
                metadata = metadata(field.getValue());
            } else {
                entries.add(entry(field.getKey(), field.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkCover(entries);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            MemorySegment bytes = data.asSlice(entry.begin, entry.end - entry.begin);
            tensors.put(entry.name, new StoredTensor(entry.name, entry.type, entry.shape, bytes));
        }
        return new SafeTensors(source, metadata, Collections.unmodifiableMap(tensors));
    }

    private Map<String, String> metadata(JsonNode node) {
        if (node.isNull()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw new BadInputException(source + ": __metadata__: expected an object, found " + Json.describe(node));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            metadata.put(field.getKey(), value.isTextual() ? value.textValue() : value.toString());
        }
        return Collections.unmodifiableMap(metadata);
    }

    private Entry entry(String name, JsonNode node) {
        if (!node.isObject()) {
            throw bad(name, "expected an object with dtype, shape and data_offsets, found " + Json.describe(node));
        }
        ElementType type = type(name, node.path("dtype"));
        Shape shape = shape(name, node.path("shape"));
        long[] offsets = sizes(name, "data_offsets", node.path("data_offsets"));
        if (offsets.length != 2) {
            throw bad(name, "data_offsets: expected 2 numbers, found " + offsets.length);
        }
        Entry entry = new Entry(name, type, shape, offsets[0], offsets[1]);
        checkSize(entry);
        return entry;
    }

    private ElementType type(String name, JsonNode node) {
        if (!node.isTextual()) {
            throw bad(name, "dtype: expected a string, found " + Json.describe(node));
        }
        return ElementType.ofSafeTensors().stream()
                .filter(type -> type.name().equals(node.textValue()))
                .findAny()
                .orElseThrow(() -> bad(
                        name, "unknown type " + node.textValue() + ", expected one of " + ElementType.ofSafeTensors()));
    }

    private Shape shape(String name, JsonNode node) {
        long[] sizes = sizes(name, "shape", node);
        try {
            return Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray());
        } catch (ArithmeticException e) {
            throw bad(name, "shape " + Arrays.toString(sizes) + " is too large");
        }
    }

    private long[] sizes(String name, String field, JsonNode node) {
        if (!node.isArray()) {
            throw bad(name, field + ": expected a list of numbers, found " + Json.describe(node));
        }
        long[] sizes = new long[node.size()];
        for (int i = 0; i < sizes.length; i++) {
            JsonNode size = node.get(i);
            if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
                throw bad(name, field + ": expected whole numbers from 0 to 2^63 - 1, found " + Json.describe(size));
            }
            sizes[i] = size.longValue();
        }
        return sizes;
    }

    private void checkSize(Entry entry) {
        String range = "bytes " + entry.begin + " to " + entry.end;
        if (entry.begin > entry.end || entry.end > data.byteSize()) {
            throw bad(entry.name, range + " do not lie within the " + data.byteSize() + " bytes after the header");
        }
        long found = entry.end - entry.begin;
        if (!entry.type.fills(entry.shape.count(), found)) {
            throw bad(
                    entry.name,
                    entry.type + " of shape " + entry.shape + " does not fill " + range + ", " + found + " in all");
        }
    }

    private void checkCover(List<Entry> entries) {
        long covered = 0;
        String before = "the header";
        for (Entry entry : entries) {
            if (entry.begin < covered) {
                throw bad(entry.name, "its bytes overlap those of tensor " + before);
            }
            if (entry.begin > covered) {
                throw bad(entry.name, (entry.begin - covered) + " bytes before it belong to no tensor");
            }
            covered = entry.end;
            before = entry.name;
        }
        if (covered < data.byteSize()) {
            throw new BadInputException(
                    source + ": " + (data.byteSize() - covered) + " bytes at its end belong to no tensor");
        }
    }

    private BadInputException bad(String name, String what) {
        return new BadInputException(source + ": tensor " + name + ": " + what);
    }
}
