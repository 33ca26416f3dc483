package org.flux4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of documentation.
 *
 * @param prose its text without blocks of code
 */
record MarkdownPage(Path file, String prose, List<Block> blocks) {
    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("\\[((?:`[^`]*`|[^\\[\\]])*)\\]\\(([^()\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*)$", Pattern.MULTILINE);

    /**
     * A fenced block of code.
     *
     * @param before the paragraph before it
     */
    record Block(String language, String before, List<String> lines) {}

    /**
     * A link.
     *
     * @param target a path or an address, with or without #anchor
     */
    record Link(String text, String target) {
        boolean isRelative() {
            return !target.matches("[a-z]+:.*");
        }

        /** Returns the path relative to the page; empty for the page itself. */
        String path() {
            return target.replaceFirst("#.*", "");
        }

        /** Returns the anchor; empty if there is none. */
        String anchor() {
            return target.substring(target.indexOf('#') + 1 + (target.indexOf('#') < 0 ? target.length() : 0));
        }

        /** Returns the code in its text. */
        List<String> codes() {
            return MarkdownPage.codes(text);
        }
    }

    static MarkdownPage read(Path file) throws IOException {
        StringBuilder prose = new StringBuilder();
        List<Block> blocks = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        boolean ended = false;
        Block open = null;
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith(FENCE)) {
                if (open != null) {
                    open.lines.add(line);
                } else {
                    prose.append(line).append('\n');
                    if (ended && !line.isBlank()) {
                        paragraph.setLength(0);
                    }
                    paragraph.append(line).append('\n');
                    ended = line.isBlank();
                }
            } else if (open == null) {
                open = new Block(line.substring(FENCE.length()), paragraph.toString(), new ArrayList<>());
                ended = true;
            } else {
                blocks.add(open);
                open = null;
            }
        }
        return new MarkdownPage(file, prose.toString(), blocks);
    }

    List<Link> links() {
        return links(prose);
    }

    static List<Link> links(String markdown) {
        return LINK.matcher(markdown)
                .results()
                .map(match -> new Link(match.group(1), match.group(2)))
                .toList();
    }

    /** Returns the code within its prose. */
    List<String> codes() {
        return codes(prose);
    }

    private static List<String> codes(String markdown) {
        return groups(CODE, markdown).toList();
    }

    /** Returns the anchors of its headings, as GitHub makes them. */
    List<String> anchors() {
        Map<String, Integer> before = new HashMap<>();
        return groups(HEADING, prose)
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .map(anchor -> {
                    int count = before.merge(anchor, 1, Integer::sum);
                    return count == 1 ? anchor : anchor + "-" + (count - 1);
                })
                .toList();
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
