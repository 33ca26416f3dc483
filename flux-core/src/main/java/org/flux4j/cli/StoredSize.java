package org.flux4j.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flux4j.io.ElementType;
import org.flux4j.io.StoredTensor;

/**
 * The size of a set of stored tensors.
 *
 * @param tensors the number of tensors
 * @param parameters the number of parameters of each type
 */
record StoredSize(int tensors, Map<ElementType, Long> parameters) {
    /** Returns the size of the given tensors. */
    static StoredSize of(Collection<StoredTensor> tensors) {
        Map<ElementType, Long> parameters = new TreeMap<>(Comparator.reverseOrder());
        tensors.forEach(tensor -> parameters.merge(tensor.type(), tensor.shape().count(), Long::sum));
        return new StoredSize(tensors.size(), parameters);
    }

    /** Returns the number of parameters. */
    long count() {
        return parameters.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the number of bytes of all parameters. */
    long bytes() {
        return parameters.entrySet().stream()
                .mapToLong(entry -> entry.getKey().bytes(entry.getValue()))
                .sum();
    }

    /** Returns the size in words, such as "780 tensors, 11,901,408,320 parameters, BF16, 23.8 GB". */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%,d tensors, %,d parameters, %s, %s", tensors, count(), types(), Bytes.format(bytes()));
    }

    private String types() {
        return parameters.size() < 2
                ? parameters.keySet().stream().map(ElementType::name).collect(Collectors.joining())
                : parameters.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s (%,d)", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(" and "));
    }
}
