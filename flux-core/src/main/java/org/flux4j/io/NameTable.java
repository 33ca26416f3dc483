package org.flux4j.io;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flux4j.BadInputException;

/**
 * The names of a module's tensors in the official checkpoint and in that of diffusers.
 *
 * <p>A table has a line for each tensor, with two or three columns that are two or more spaces apart: the official {@link
 * NamePattern}, that of diffusers, and the {@link NameChange} if there is one. {@code {a, b}} stands for several tensors of
 * diffusers that are joined along axis 0 in the official one.
 */
final class NameTable {
    private static final Pattern BRACES = Pattern.compile("\\{(.*)}");

    /** An official tensor, the tensors of diffusers that are joined to make it, and what else changes. */
    record Row(NamePattern official, List<NamePattern> diffusers, NameChange change) {
        static Row parse(String line) {
            String[] columns = line.split(" {2,}", -1);
            Matcher braces = BRACES.matcher(columns[1]);
            List<NamePattern> diffusers = braces.find()
                    ? Stream.of(braces.group(1).split(", ", -1))
                            .map(part -> new NamePattern(columns[1].substring(0, braces.start())
                                    + part
                                    + columns[1].substring(braces.end())))
                            .toList()
                    : List.of(new NamePattern(columns[1]));
            NameChange change = columns.length < 3 ? NameChange.NONE : NameChange.of(columns[2]);
            return new Row(new NamePattern(columns[0]), diffusers, change);
        }

        List<NamePattern> patterns(Layout layout) {
            return layout == Layout.OFFICIAL ? List.of(official) : diffusers;
        }
    }

    private final String module;
    private final List<Row> rows;

    NameTable(String module, String text) {
        this.module = module;
        this.rows = text.lines().map(Row::parse).toList();
    }

    /** Returns the module as messages name it. */
    String module() {
        return module;
    }

    /** Returns the lines of this table. */
    List<Row> rows() {
        return rows;
    }

    /**
     * Returns stored weights under their official names, without a copy. In the layout of diffusers, tensors that the table
     * does not have are left out.
     *
     * @throws BadInputException if most of the names belong to neither layout
     */
    Weights official(Weights stored) {
        Layout layout = layout(stored.names());
        if (layout == null) {
            throw unknownLayout(stored);
        }
        return layout == Layout.OFFICIAL ? stored : renamed(stored);
    }

    /** Returns the layout that more than half of the names belong to; null if there is none. */
    Layout layout(Collection<String> names) {
        Layout best = null;
        int fewest = (names.size() + 1) / 2;
        for (Layout layout : Layout.values()) {
            int strangers = strangers(names, layout).size();
            if (strangers < fewest) {
                best = layout;
                fewest = strangers;
            }
        }
        return best;
    }

    private List<String> strangers(Collection<String> names, Layout layout) {
        return names.stream()
                .filter(name -> !ScaledWeights.isBeside(name) && !belongs(name, layout))
                .toList();
    }

    private boolean belongs(String name, Layout layout) {
        return rows.stream().flatMap(row -> row.patterns(layout).stream()).anyMatch(pattern -> pattern.matches(name));
    }

    private BadInputException unknownLayout(Weights stored) {
        if (stored.names().isEmpty()) {
            return new BadInputException(stored.source() + ": expected the tensors of a " + module + ", found none");
        }
        List<String> strangers = Stream.of(Layout.values())
                .map(layout -> strangers(stored.names(), layout))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
        String more = strangers.size() == 1 ? "" : " (and " + (strangers.size() - 1) + " more)";
        return new BadInputException(stored.source() + ": unknown layout: tensor " + stored.fullName(strangers.get(0))
                + more + " is in neither the official nor the diffusers checkpoint of the " + module);
    }

    /** Returns stored weights in the layout of the second column under their official names, without a copy. */
    Weights renamed(Weights stored) {
        int last = stored.names().stream()
                .flatMapToInt(name ->
                        rows.stream().flatMap(row -> row.diffusers.stream()).mapToInt(pattern -> pattern.flipped(name)))
                .max()
                .orElse(0);
        Map<String, RenamedWeights.Origin> origins = new LinkedHashMap<>();
        for (String name : stored.names()) {
            for (Row row : rows) {
                for (NamePattern pattern : row.diffusers) {
                    List<String> values = pattern.match(name, last);
                    if (values != null) {
                        origins.putIfAbsent(row.official.fill(values, last), origin(row, values, last));
                    }
                }
            }
        }
        return new RenamedWeights(stored, origins, name -> spelling(name, last));
    }

    /**
     * Returns weights with official names under those of the second column, without a copy; those that the table does not
     * have are left out. No official tensor of the table may be made of several.
     */
    Weights reversed(Weights official) {
        Map<String, RenamedWeights.Origin> origins = new LinkedHashMap<>();
        for (String name : official.names()) {
            for (Row row : rows) {
                List<String> values = row.official.match(name, 0);
                if (values != null) {
                    origins.put(
                            row.diffusers.getFirst().fill(values, 0),
                            new RenamedWeights.Origin(List.of(name), row.change));
                }
            }
        }
        return new RenamedWeights(official, origins, UnaryOperator.identity());
    }

    private static RenamedWeights.Origin origin(Row row, List<String> values, int last) {
        return new RenamedWeights.Origin(
                row.diffusers.stream()
                        .map(pattern -> pattern.fill(values, last))
                        .toList(),
                row.change);
    }

    /** Returns the name, or the names, that diffusers has for an official tensor. */
    private String spelling(String official, int last) {
        return origin(official, last)
                .map(origin -> String.join(" + ", origin.names()))
                .orElse(official);
    }

    /** Returns the tensors of diffusers that make an official one; empty if the table does not have it. */
    Optional<RenamedWeights.Origin> origin(String official) {
        return origin(official, 0);
    }

    private Optional<RenamedWeights.Origin> origin(String official, int last) {
        for (Row row : rows) {
            List<String> values = row.official.match(official, last);
            if (values != null) {
                return Optional.of(origin(row, values, last));
            }
        }
        return Optional.empty();
    }
}
