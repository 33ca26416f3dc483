package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code flux}, in a home of its own where Java and Maven only say how they were called. */
class LauncherTest {
    private record Run(int status, String out, String err) {}

    /** What the script needs beside Java and Maven. */
    private static final List<String> TOOLS =
            List.of("bash", "dirname", "find", "head", "locale", "mkdir", "mv", "readlink", "rm", "sed", "touch");

    @TempDir
    private Path temporary;

    private Path home;
    private Path elsewhere;
    private Path jdk;
    private Path path;

    @BeforeEach
    void furnish() throws IOException {
        temporary = temporary.toRealPath();
        home = Files.createDirectories(temporary.resolve("a home"));
        elsewhere = Files.createDirectories(temporary.resolve("elsewhere"));
        path = Files.createDirectories(temporary.resolve("bin"));
        for (String folder : List.of("flux-ref/src/main", "flux-core/src/main")) {
            Files.createDirectories(home.resolve(folder));
        }
        for (String file : List.of("pom.xml", "flux-ref/pom.xml", "flux-core/pom.xml")) {
            Files.createFile(home.resolve(file));
        }
        Files.copy(Path.of("..", "flux").toRealPath(), home.resolve("flux"));
        for (String tool : TOOLS) {
            Files.createSymbolicLink(path.resolve(tool), find(tool));
        }
        jdk = jdk("jdk", "25.0.3");
        script(path.resolve("mvn"), "echo mvn \"$@\"");
    }

    @Test
    void buildsOnceAndSaysSo() throws IOException {
        Run first = flux(home.resolve("flux"), "edit", "a b.png");
        assertThat(first.status).isZero();
        assertThat(first.err)
                .startsWith("flux: building flux4j;")
                .contains("\nmvn -q -B ")
                .contains(" -f " + home.resolve("pom.xml") + " ");
        Run second = flux(home.resolve("flux"), "edit", "a b.png");
        assertThat(second.err).isEmpty();
        assertThat(second.out).isEqualTo(first.out);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException {
        flux(home.resolve("flux"));
        Path source = Files.createFile(home.resolve("flux-core/src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(flux(home.resolve("flux")).err).startsWith("flux: building flux4j;");
    }

    @Test
    void runsWhereItWasCalledWithWhatItWasGiven() throws IOException {
        Run run = flux(home.resolve("flux"), "edit", "a b.png", "");
        assertThat(run.out.lines())
                .contains(
                        "java of jdk",
                        "in " + elsewhere,
                        "[--module-path]",
                        "[" + home.resolve("flux-core/target/lib") + "]",
                        "[-Dflux.home=" + home + "]")
                .endsWith("[org.flux4j.core/org.flux4j.cli.Flux]", "[edit]", "[a b.png]", "[]");
    }

    @Test
    void worksThroughLinks() throws IOException {
        Path direct = Files.createSymbolicLink(path.resolve("direct"), home.resolve("flux"));
        Path link = Files.createSymbolicLink(path.resolve("link"), Path.of("direct"));
        assertThat(direct).isSymbolicLink();
        assertThat(flux(link).out).contains("[-Dflux.home=" + home + "]");
    }

    @Test
    void passesTheExitStatusOn() throws IOException {
        script(jdk.resolve("bin/java"), "exit 42");
        assertThat(flux(home.resolve("flux")).status).isEqualTo(42);
    }

    @Test
    void anOlderJavaHomeGivesWayToTheJavaOnThePath() throws IOException {
        Path old = jdk("old", "17.0.15");
        script(path.resolve("java"), "echo '    java.home = " + jdk + "' >&2");
        Run run = flux(Map.of("JAVA_HOME", old.toString(), "HOME", temporary.toString()), home.resolve("flux"));
        assertThat(run.out).startsWith("java of jdk\n");
    }

    @Test
    void aNewerJavaHomeIsTaken() throws IOException {
        Path newer = jdk("newer", "26");
        Run run = flux(Map.of("JAVA_HOME", newer.toString(), "HOME", temporary.toString()), home.resolve("flux"));
        assertThat(run.out).startsWith("java of newer\n");
    }

    @Test
    void aFailedBuildEndsThere() throws IOException {
        script(path.resolve("mvn"), "exit 1");
        Run run = flux(home.resolve("flux"));
        assertThat(run.status).isEqualTo(70);
        assertThat(run.out).isEmpty();
        assertThat(run.err).endsWith("flux: the build failed; 'mvn package' in " + home + " shows more\n");
        assertThat(flux(home.resolve("flux")).err).startsWith("flux: building flux4j;");
    }

    @Test
    void withoutMavenItSaysSo() throws IOException {
        Files.delete(path.resolve("mvn"));
        Run run = flux(home.resolve("flux"));
        assertThat(run.status).isEqualTo(69);
        assertThat(run.err).isEqualTo("flux: Maven is needed to build flux4j, and there is no 'mvn' on the PATH\n");
    }

    private Run flux(Path script, String... args) throws IOException {
        return flux(Map.of("JAVA_HOME", jdk.toString(), "HOME", temporary.toString()), script, args);
    }

    /** Runs the script in the folder {@code elsewhere}, with few tools on the PATH and the Maven above. */
    private Run flux(Map<String, String> environment, Path script, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(path.resolve("bash").toString(), script.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", path.toString());
        Path err = temporary.resolve("err");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.onExit().join().exitValue(), out, Files.readString(err));
    }

    /** Where a tool of the system lies. */
    private static Path find(String tool) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Path jdk(String name, String version) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(name));
        Files.createDirectories(folder.resolve("bin"));
        script(folder.resolve("bin/javac"), "true");
        script(folder.resolve("bin/java"), "echo java of " + name + "; echo in \"$PWD\"; printf '[%s]\\n' \"$@\"");
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
