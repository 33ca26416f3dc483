package org.flux4j.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flux4j.io.ElementType;
import org.flux4j.io.StoredTensor;

/** How much a checkpoint holds: its tensors, its parameters by the type they are stored in, and their bytes. */
record StoredSize(int tensors, Map<ElementType, Long> parameters) {
    static StoredSize of(Collection<StoredTensor> tensors) {
        Map<ElementType, Long> parameters = new TreeMap<>(Comparator.reverseOrder());
        tensors.forEach(tensor -> parameters.merge(tensor.type(), tensor.shape().count(), Long::sum));
        return new StoredSize(tensors.size(), parameters);
    }

    long count() {
        return parameters.values().stream().mapToLong(Long::longValue).sum();
    }

    long bytes() {
        return parameters.entrySet().stream()
                .mapToLong(entry -> entry.getValue() * entry.getKey().bits() / Byte.SIZE)
                .sum();
    }

    /** As in "780 tensors, 11,901,408,320 parameters, BF16, 23.8 GB". */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%,d tensors, %,d parameters, %s, %s", tensors, count(), types(), Bytes.text(bytes()));
    }

    private String types() {
        return parameters.size() < 2
                ? parameters.keySet().stream().map(ElementType::name).collect(Collectors.joining())
                : parameters.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s (%,d)", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(" and "));
    }
}
