package org.flux4j.vector.run;

import java.util.List;
import java.util.stream.Stream;

/** Workers that obtain the memory for their tasks and run none. */
final class Planners implements Workers {
    private final List<Scratch> scratches;

    Planners(int count, Memory memory) {
        scratches = Stream.generate(() -> new Scratch(memory)).limit(count).toList();
    }

    @Override
    public int count() {
        return scratches.size();
    }

    @Override
    public void run(int tasks, Part part) {
        scratches.stream().limit(tasks).forEach(scratch -> {
            scratch.reset();
            part.begin(scratch);
        });
    }

    @Override
    public long scratch() {
        return Scratch.bytes(scratches);
    }
}
