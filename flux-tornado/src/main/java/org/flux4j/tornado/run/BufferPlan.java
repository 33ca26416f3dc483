package org.flux4j.tornado.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;

/**
 * Which buffer on the device each result of a recorded step lives in. A buffer serves one result after another: once no
 * later call reads a result, its buffer is free.
 */
final class BufferPlan {
    private final IdentityHashMap<Storage, Integer> buffers = new IdentityHashMap<>();
    private final List<Long> sizes = new ArrayList<>();

    /**
     * Plans the buffers of a recording.
     *
     * @param result the result of the step, which lives to the end
     */
    BufferPlan(List<Recording.Recorded> calls, Storage result) {
        IdentityHashMap<Storage, Integer> lastReads = new IdentityHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            for (Launch.Operand operand : calls.get(i).launch().operands()) {
                if (operand instanceof Launch.Input input) {
                    lastReads.put(input.tensor().storage(), i);
                }
            }
        }
        lastReads.put(result, calls.size());
        Set<Integer> free = new LinkedHashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            List<Storage> written =
                    calls.get(i).results().stream().map(Tensor::storage).toList();
            for (Tensor tensor : calls.get(i).results()) {
                buffers.put(tensor.storage(), allocate(tensor.shape().count(), free));
            }
            Set<Storage> done = Collections.newSetFromMap(new IdentityHashMap<>());
            written.stream().filter(storage -> !lastReads.containsKey(storage)).forEach(done::add);
            for (Launch.Operand operand : calls.get(i).launch().operands()) {
                if (operand instanceof Launch.Input input
                        && lastReads.get(input.tensor().storage()) == i) {
                    done.add(input.tensor().storage());
                }
            }
            done.stream().map(buffers::get).filter(Objects::nonNull).forEach(free::add);
        }
    }

    /** Returns the smallest free buffer that is large enough and not much too large, or else a new one. */
    private int allocate(long count, Set<Integer> free) {
        Optional<Integer> best = free.stream()
                .filter(buffer -> sizes.get(buffer) >= count && sizes.get(buffer) <= 2 * count)
                .min(Comparator.comparing(sizes::get));
        if (best.isPresent()) {
            free.remove(best.get());
            return best.get();
        }
        sizes.add(count);
        return sizes.size() - 1;
    }

    /** Returns the number of the buffer of a result, or empty if a tensor is no result of the step. */
    Optional<Integer> buffer(Storage storage) {
        return Optional.ofNullable(buffers.get(storage));
    }

    /** Returns the sizes of the buffers, in elements. */
    List<Long> sizes() {
        return sizes;
    }
}
