package org.flux4j.tornado.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
     * @param result the result of the step, which has a buffer of its own
     */
    BufferPlan(List<Recording.Recorded> calls, Storage result) {
        IdentityHashMap<Storage, Integer> lastUses = lastUses(calls);
        lastUses.put(result, calls.size());
        Set<Integer> free = new LinkedHashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            for (Tensor tensor : calls.get(i).results()) {
                long count = tensor.shape().count();
                boolean own = tensor.storage().equals(result);
                buffers.put(
                        tensor.storage(),
                        own ? create(count) : reuse(count, free).orElseGet(() -> create(count)));
            }
            for (Storage storage : uses(calls.get(i))) {
                if (lastUses.get(storage) == i && buffers.containsKey(storage)) {
                    free.add(buffers.get(storage));
                }
            }
        }
    }

    /** Returns the index of the last call that reads or writes each tensor. */
    private static IdentityHashMap<Storage, Integer> lastUses(List<Recording.Recorded> calls) {
        IdentityHashMap<Storage, Integer> lastUses = new IdentityHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            for (Storage storage : uses(calls.get(i))) {
                lastUses.put(storage, i);
            }
        }
        return lastUses;
    }

    private static List<Storage> uses(Recording.Recorded call) {
        return Stream.concat(call.launch().inputs(), call.results().stream())
                .map(Tensor::storage)
                .toList();
    }

    private int create(long count) {
        sizes.add(count);
        return sizes.size() - 1;
    }

    /** Returns the smallest free buffer that is large enough and not much too large, if there is one. */
    private Optional<Integer> reuse(long count, Set<Integer> free) {
        Optional<Integer> best = free.stream()
                .filter(buffer -> sizes.get(buffer) >= count && sizes.get(buffer) <= 2 * count)
                .min(Comparator.comparing(sizes::get));
        best.ifPresent(free::remove);
        return best;
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
