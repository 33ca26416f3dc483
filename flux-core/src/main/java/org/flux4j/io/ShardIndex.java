package org.flux4j.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.flux4j.BadInputException;

/**
 * The index of a checkpoint that is stored in several safetensors files, the shards. It lies beside them and names the shard
 * of every tensor:
 *
 * <pre>
 * {"metadata": {"total_size": 48}, "weight_map": {"TENSOR": "model-00001-of-00002.safetensors"}}
 * </pre>
 */
final class ShardIndex {
    private final Path index;

    private ShardIndex(Path index) {
        this.index = index;
    }

    /** Returns the tensors that the index names, in its order, and then those of the same shards that it does not name. */
    static SafeTensors open(Path index) {
        return new ShardIndex(index).open();
    }

    private SafeTensors open() {
        Map<String, String> shardOf = weightMap();
        Map<String, SafeTensors> shards = openShards(new TreeSet<>(shardOf.values()));
        Map<String, String> metadata = new TreeMap<>();
        shards.values().forEach(shard -> metadata.putAll(shard.metadata()));
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        shardOf.forEach((name, shard) -> {
            StoredTensor tensor = shards.get(shard).tensors().get(name);
            if (tensor == null) {
                throw bad("tensor " + name + " is not in shard " + shard);
            }
            tensors.put(name, tensor);
        });
        shards.values().forEach(shard -> shard.tensors().forEach(tensors::putIfAbsent));
        return new SafeTensors(index.toString(), metadata, Collections.unmodifiableMap(tensors));
    }

    private Map<String, String> weightMap() {
        JsonNode weightMap = Json.readObject(index).path("weight_map");
        if (!weightMap.isObject()) {
            throw bad("weight_map: expected an object, found " + Json.describe(weightMap));
        }
        Map<String, String> shardOf = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : weightMap.properties()) {
            JsonNode shard = field.getValue();
            if (!shard.isTextual() || !shard.textValue().matches("[^/\\\\\\x00]*[.]safetensors")) {
                throw bad("weight_map: " + field.getKey()
                        + ": expected the name of a .safetensors file beside it, found " + Json.describe(shard));
            }
            shardOf.put(field.getKey(), shard.textValue());
        }
        return shardOf;
    }

    private Map<String, SafeTensors> openShards(SortedSet<String> names) {
        List<String> missing = names.stream()
                .filter(name -> !InputFile.exists(index.resolveSibling(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw bad("missing shard" + (missing.size() == 1 ? " " : "s ") + String.join(", ", missing));
        }
        Map<String, SafeTensors> shards = new LinkedHashMap<>();
        names.forEach(name -> shards.put(name, SafeTensors.open(index.resolveSibling(name))));
        return shards;
    }

    private BadInputException bad(String what) {
        return new BadInputException(index + ": " + what);
    }
}
