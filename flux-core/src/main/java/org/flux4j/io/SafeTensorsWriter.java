package org.flux4j.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flux4j.BadInputException;

/**
 * Writes safetensors files. The same tensors and metadata give the same bytes: as in the official library, tensors are
 * ordered by type, the largest first, then by name, and the header is padded with spaces to a multiple of 8, so that every
 * element is aligned.
 */
public final class SafeTensorsWriter {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int CHUNK = 1 << 16;

    private SafeTensorsWriter() {}

    /**
     * Writes a file whole or not at all.
     *
     * @throws BadInputException if it cannot be written
     */
    public static void write(Path file, Collection<StoredTensor> tensors, Map<String, String> metadata) {
        List<StoredTensor> ordered = tensors.stream()
                .sorted(Comparator.comparing(StoredTensor::type).reversed().thenComparing(StoredTensor::name))
                .toList();
        byte[] header = header(ordered, metadata);
        WholeFile.write(file, out -> {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (StoredTensor tensor : ordered) {
                copy(tensor.bytes(), out);
            }
        });
    }

    private static byte[] header(List<StoredTensor> tensors, Map<String, String> metadata) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        if (!metadata.isEmpty()) {
            ObjectNode strings = header.putObject("__metadata__");
            new TreeMap<>(metadata).forEach(strings::put);
        }
        long begin = 0;
        for (StoredTensor tensor : tensors) {
            if (header.has(tensor.name())) {
                throw new IllegalArgumentException("two tensors of the name " + tensor.name());
            }
            ObjectNode entry = header.putObject(tensor.name());
            entry.put("dtype", tensor.type().name());
            entry.set("shape", MAPPER.valueToTree(tensor.shape().toArray()));
            long end = begin + tensor.bytes().byteSize();
            entry.putArray("data_offsets").add(begin).add(end);
            begin = end;
        }
        try {
            String json = MAPPER.writeValueAsString(header);
            int length = json.getBytes(StandardCharsets.UTF_8).length;
            return (json + " ".repeat(-length & 7)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(MemorySegment bytes, OutputStream out) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK, bytes.byteSize())];
        for (long at = 0; at < bytes.byteSize(); at += chunk.length) {
            int count = (int) Math.min(chunk.length, bytes.byteSize() - at);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, count);
            out.write(chunk, 0, count);
        }
    }
}
