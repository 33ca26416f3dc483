package org.flux4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.MarkdownPage.Block;
import org.flux4j.MarkdownPage.Link;
import org.flux4j.parity.GoldenSuite;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation refers to exists, and what it quotes is what the source says. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> CASES = GoldenSuite.names(); // archive/operator-name

    static Stream<MarkdownPage> pages() throws IOException {
        return files("{README,CONTRIBUTING,doc/*,jmh/*,testdata/*,testdata/*/*}.md");
    }

    static Stream<MarkdownPage> documentation() throws IOException {
        return files("doc/*.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(MarkdownPage page) throws IOException {
        for (Link link : page.links()) {
            if (link.isRelative()) {
                Path target = target(page, link);
                assertThat(target).as(link.target()).exists();
                if (!link.anchor().isEmpty()) {
                    assertThat(MarkdownPage.read(target).anchors())
                            .as(link.target())
                            .contains(link.anchor());
                }
            }
        }
    }

    /** A case is named by its operator and its own name; in a link to an archive, it is one of that archive. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyGoldenCaseExists(MarkdownPage page) {
        Set<String> names = CASES.stream().map(DocumentationTest::afterSlash).collect(Collectors.toSet());
        Set<String> operators =
                names.stream().map(DocumentationTest::beforeDash).collect(Collectors.toSet());
        assertThat(page.codes())
                .filteredOn(code -> code.matches("\\w+-[\\w-]+") && operators.contains(beforeDash(code)))
                .isSubsetOf(names);
        for (Link link : page.links()) {
            if (link.path().endsWith(".tar.gz")) {
                String archive = Path.of(link.path()).getFileName().toString().replace(".tar.gz", "/");
                assertThat(link.codes()).as(link.target()).hasSize(1).allMatch(name -> CASES.contains(archive + name));
            }
        }
    }

    /** A block of Java is quoted from the file that the paragraph before it links to last. */
    @ParameterizedTest
    @MethodSource("documentation")
    void everyBlockIsInItsSource(MarkdownPage page) throws IOException {
        for (Block block : page.blocks()) {
            if (block.language().equals("java")) {
                List<Link> sources = MarkdownPage.links(block.before());
                assertThat(sources).as("source of %s", block.lines()).isNotEmpty();
                String source = Files.readString(target(page, sources.getLast()));
                assertThat(stripped(source)).as(block.before()).contains(stripped(String.join("\n", block.lines())));
            }
        }
    }

    /** The code in the text of a link to a Java file occurs in that file; a class may have its package in front. */
    @ParameterizedTest
    @MethodSource("documentation")
    void everyLineIsInItsSource(MarkdownPage page) throws IOException {
        for (Link link : page.links()) {
            if (link.path().endsWith(".java")) {
                String source = spaced(Files.readString(target(page, link)));
                assertThat(link.codes())
                        .allSatisfy(code -> assertThat(source)
                                .as(link.path())
                                .contains(spaced(code.replaceFirst("^([a-z\\d]+\\.)+(?=[A-Z])", ""))));
            }
        }
    }

    /** The code in the text of a link to the table of the speed log names rows of it. */
    @ParameterizedTest
    @MethodSource("documentation")
    void everyRowIsInTheTable(MarkdownPage page) throws IOException {
        for (Link link : page.links()) {
            if (link.target().endsWith("SPEED.md#the-table")) {
                String table = Files.readString(target(page, link));
                assertThat(link.codes()).isNotEmpty().allMatch(name -> table.contains("\n| " + name + " | "));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"attention", "convolution", "group-norm", "layer-norm", "linear", "rope", "timestep-embedding"})
    void everyOperatorIsShownFromEquationToBenchmark(String operator) throws IOException {
        MarkdownPage page = MarkdownPage.read(ROOT.resolve("doc/" + operator + ".md"));
        String flux4j = "(/\\w+)*/org/flux4j";
        for (String expected : List.of(
                "flux-ref" + flux4j + "/ref/\\w+\\.java",
                "flux-ref" + flux4j + "/ref/\\w+Gradient\\.java",
                "flux-core" + flux4j + "/vector/.*\\.java",
                "flux-core" + flux4j + "/vector/gradient/\\w+\\.java",
                "flux-tornado" + flux4j + "/tornado/.*\\.java",
                "testdata/golden/operators\\.tar\\.gz",
                "testdata/backward/backward\\.tar\\.gz",
                "jmh" + flux4j + "/jmh/\\w+Benchmark\\.java",
                "jmh/SPEED\\.md#.+")) {
            assertThat(page.links()).as(expected).anyMatch(link -> link.target().matches("\\.\\./" + expected));
        }
        assertThat(page.blocks().stream().filter(block -> block.language().equals("java")))
                .hasSizeGreaterThanOrEqualTo(4); // scalar, vector, TornadoVM, gradient
    }

    /** A drawing can be shown anywhere: it takes nothing from elsewhere and says what it shows. */
    @ParameterizedTest
    @MethodSource("drawings")
    void everyDrawingStandsAlone(Path drawing) throws IOException {
        String svg = Files.readString(drawing);
        assertThat(svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("://", "href", "url(", "@import", "<script", "<image");
        assertThat(svg).contains("<title>", "prefers-color-scheme: dark");
    }

    static Stream<Path> drawings() throws IOException {
        return matching("doc/*.svg");
    }

    private static Stream<MarkdownPage> files(String pattern) throws IOException {
        return matching(pattern).map(file -> {
            try {
                return MarkdownPage.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Stream<Path> matching(String pattern) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:../" + pattern);
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(matcher::matches).sorted().toList().stream();
        }
    }

    private static Path target(MarkdownPage page, Link link) {
        return link.path().isEmpty() ? page.file() : page.file().resolveSibling(link.path());
    }

    private static String afterSlash(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static String beforeDash(String name) {
        return name.substring(0, name.indexOf('-'));
    }

    /** Returns whole lines without their indentation. */
    private static String stripped(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }

    /** Returns the text with each run of white space as one space. */
    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
