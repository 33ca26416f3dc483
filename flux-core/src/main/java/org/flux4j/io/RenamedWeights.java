package org.flux4j.io;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;

/** Weights under other names than the stored ones, joined and changed without a copy. */
final class RenamedWeights implements Weights {
    /** The stored tensors that are joined along axis 0 and then changed to make a weight. */
    record Origin(List<String> names, NameChange change) {}

    private final Weights stored;
    private final Map<String, Origin> origins;
    private final UnaryOperator<String> spelling;

    /**
     * Creates weights over stored ones.
     *
     * @param origins the origins of the weights by their names
     * @param spelling maps any name, with or without an origin, to the source's spelling
     */
    RenamedWeights(Weights stored, Map<String, Origin> origins, UnaryOperator<String> spelling) {
        this.stored = stored;
        this.origins = origins;
        this.spelling = spelling;
    }

    @Override
    public String source() {
        return stored.source();
    }

    @Override
    public Set<String> names() {
        return origins.keySet();
    }

    @Override
    public Weight find(String name) {
        Origin origin = origins.get(name);
        return origin == null ? null : origin.change.apply(joined(origin.names));
    }

    @Override
    public String fullName(String name) {
        return stored.fullName(spelling.apply(name));
    }

    private Weight joined(List<String> names) {
        Weight[] parts = names.stream().map(this::part).toArray(Weight[]::new);
        if (parts.length == 1) {
            return parts[0];
        }
        Shape first = parts[0].shape();
        long rows = 0;
        for (int i = 0; i < parts.length; i++) {
            Shape shape = parts[i].shape();
            if (shape.count() == 0 || shape.rank() == 0 || shape.rank() != first.rank() || !sameRows(shape, first)) {
                throw new BadInputException(source() + ": tensors " + stored.fullName(names.get(0)) + " of shape "
                        + first + " and " + stored.fullName(names.get(i)) + " of shape " + shape + " cannot be joined");
            }
            rows += shape.dim(0);
        }
        if (rows > Integer.MAX_VALUE) {
            throw new BadInputException(
                    source() + ": tensor " + stored.fullName(names.get(0)) + " is too large to be joined");
        }
        return Weight.join(parts);
    }

    private static boolean sameRows(Shape a, Shape b) {
        return a.with(0, 1).equals(b.with(0, 1));
    }

    private Weight part(String name) {
        Weight part = stored.find(name);
        if (part == null) {
            throw new BadInputException(source() + ": no tensor " + stored.fullName(name));
        }
        return part;
    }
}
