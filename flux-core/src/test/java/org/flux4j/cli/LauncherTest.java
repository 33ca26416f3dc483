package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code flux}, in a home of its own where Java and Maven only say how they were called. */
class LauncherTest {
    private record Run(int status, String out, String err) {}

    /** What the script needs beside Java and Maven. */
    private static final List<String> TOOLS =
            List.of("bash", "find", "head", "locale", "mkdir", "mv", "readlink", "rm", "sed", "sleep", "touch");

    @TempDir
    private Path temporary;

    private Path home;
    private Path elsewhere;
    private Path jdk;
    private Path path;
    private int started;

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
            script(path.resolve(tool), "exec " + find(tool) + " \"$@\"");
        }
        jdk = jdk("jdk", "25.0.3");
        maven("17.0.15", "true");
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
    void givesJavaHalfOfTheMemory() throws IOException {
        assertThat(flux(home.resolve("flux")).out.lines()).contains("[-XX:MaxRAMPercentage=50]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
    void leavesALimitOfTheUserAsItIs(String variable) throws IOException {
        Map<String, String> environment = new HashMap<>(usual());
        environment.put(variable, "-Xlog:gc -XX:MaxRAMPercentage=80");
        assertThat(flux(environment, home.resolve("flux")).out).doesNotContain("MaxRAM");
        environment.put(variable, "-Xmx3g"); // which Java prefers to a percentage
        assertThat(flux(environment, home.resolve("flux")).status).isZero();
    }

    @Test
    void bringsTornadoVmWhereItsSdkIs() throws IOException {
        Path sdk = Files.createDirectories(temporary.resolve("sdk"));
        Path arguments = sdk.resolve("tornado-argfile");
        Files.writeString(arguments, "-server\n--module-path .:/sdk/jars\n");
        Files.createDirectories(home.resolve("flux-tornado/src/main"));
        Files.createFile(home.resolve("flux-tornado/pom.xml"));
        Map<String, String> environment = new HashMap<>(usual());
        environment.put("TORNADOVM_HOME", sdk.toString());
        Run run = flux(environment, home.resolve("flux"), "backends");
        assertThat(run.err).contains(" -pl flux-core,flux-tornado ");
        assertThat(run.out.lines())
                .contains(
                        "[@" + arguments + "]",
                        "[" + home.resolve("flux-core/target/lib") + ":" + home.resolve("flux-tornado/target/lib")
                                + ":.:/sdk/jars]")
                .containsSubsequence("[--add-modules]", "[org.flux4j.tornado]");
    }

    @Test
    void runsWithoutTornadoVmWhereItsSdkIsNot() throws IOException {
        Map<String, String> environment = new HashMap<>(usual());
        environment.put("TORNADOVM_HOME", elsewhere.toString());
        Run run = flux(environment, home.resolve("flux"), "backends");
        assertThat(run.status).isZero();
        assertThat(run.err)
                .startsWith("flux: TORNADOVM_HOME: " + elsewhere + "/tornado-argfile cannot be read: expected the SDK")
                .contains(" -pl flux-core ");
    }

    @Test
    void worksThroughLinks() throws IOException {
        Path direct = Files.createSymbolicLink(path.resolve("direct"), home.resolve("flux"));
        Path link = Files.createSymbolicLink(path.resolve("link"), Path.of("direct"));
        assertThat(direct).isSymbolicLink();
        assertThat(flux(link).out).contains("[-Dflux.home=" + home + "]");
    }

    /** With this variable, cd prints where it went, and may go elsewhere. */
    @Test
    void worksWithCdpath() throws IOException {
        Files.createDirectories(elsewhere.resolve("a home"));
        Map<String, String> environment = new HashMap<>(usual());
        environment.put("CDPATH", elsewhere + ":" + temporary);
        Run run = start(temporary, environment, Path.of("a home/flux")).finish();
        assertThat(run.status).isZero();
        assertThat(run.out).contains("[-Dflux.home=" + home + "]");
        assertThat(temporary.toFile().list()).containsOnly("a home", "elsewhere", "bin", "jdk", "err0");
    }

    @Test
    void worksWithoutAHome() throws IOException {
        assertThat(flux(Map.of("JAVA_HOME", jdk.toString()), home.resolve("flux")).status)
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%20", "it's", "-dash", "tab\t", "ü 日本", "a#b;c&d$e!f", "[ab]*", " "})
    void worksInAFolderOfAnOddName(String name) throws IOException {
        Path odd = Files.move(home, temporary.resolve(name));
        assertThat(flux(odd.resolve("flux")).out).contains("[-Dflux.home=" + odd + "]");
        assertThat(start(odd, usual(), Path.of("flux")).finish().out).contains("[-Dflux.home=" + odd + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", ":", "a\"b", "a\\b", "a\nb", "a\n"})
    void saysWhereItCannotWork(String name) throws IOException {
        Path odd = Files.move(home, temporary.resolve(name));
        Run run = flux(odd.resolve("flux"));
        assertThat(run.status).isEqualTo(69);
        assertThat(run.out).isEmpty();
        assertThat(run.err.lines())
                .singleElement()
                .asString()
                .startsWith("flux: ")
                .endsWith(": expected a path without ':', '\"', '\\' and line breaks");
        assertThat(odd.resolve("flux-core/target")).doesNotExist();
        assertThat(temporary.toFile().list()).containsOnly(name, "elsewhere", "bin", "jdk", "err0");
    }

    @Test
    void oneOfSeveralFirstStartsBuilds() throws IOException {
        maven("17.0.15", "sleep 2");
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(start(elsewhere, usual(), home.resolve("flux"), "edit"));
        }
        StringBuilder errors = new StringBuilder();
        for (Start start : starts) {
            Run run = start.finish();
            assertThat(run.status).isZero();
            assertThat(run.out).endsWith("[edit]\n");
            errors.append(run.err);
        }
        assertThat(errors.toString().lines().filter(line -> line.startsWith("mvn -q ")))
                .hasSize(1);
        assertThat(home.resolve("flux-core/target").toFile().list()).containsExactly("lib");
    }

    @Test
    void aBuildThatWasKilledIsDoneAgain() throws IOException {
        maven("17.0.15", "kill -9 $PPID");
        assertThat(flux(home.resolve("flux")).status).isEqualTo(128 + 9);
        maven("17.0.15", "true");
        Run run = flux(home.resolve("flux"));
        assertThat(run.status).isZero();
        assertThat(run.err).contains("mvn -q ");
        assertThat(home.resolve("flux-core/target").toFile().list()).containsExactly("lib");
    }

    @Test
    void aBuildThatIsInterruptedLeavesNoLock() throws IOException {
        maven("17.0.15", "kill $PPID");
        assertThat(flux(home.resolve("flux")).status).isEqualTo(130);
        assertThat(home.resolve("flux-core/target").toFile().list()).containsExactly("lib");
    }

    @Test
    void whatCannotBeWrittenNeedsABuild() throws IOException {
        Run none = fluxReadOnly();
        assertThat(none.status).isEqualTo(69);
        assertThat(none.err).isEqualTo("flux: flux4j is not built yet, and " + home + " cannot be written\n");

        flux(home.resolve("flux"));
        Run built = fluxReadOnly();
        assertThat(built.out).contains("[-Dflux.home=" + home + "]");
        assertThat(built.err).isEmpty();

        Files.setLastModifiedTime(
                home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
        Run stale = fluxReadOnly();
        assertThat(stale.out).isEqualTo(built.out);
        assertThat(stale.err)
                .isEqualTo("flux: a source is newer than the build, which cannot be written: running it as it is\n");
    }

    @Test
    void mavenGetsAnotherJavaOnlyWhereItsOwnIsNone() throws IOException {
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk("old", "1.7.0").toString(), "HOME", "/");
        script(path.resolve("java"), "echo '    java.home = " + jdk + "' >&2");
        for (String version : List.of("1.7.0_80", "1.6.0")) {
            maven(version, "echo with $JAVA_HOME");
            assertThat(flux(environment, home.resolve("flux")).err).contains("\nwith " + jdk + "\n");
            Files.delete(home.resolve("flux-core/target/lib/built"));
        }
        for (String version : List.of("1.8.0_292", "11.0.2", "17.0.15", "25.0.3")) {
            maven(version, "echo with $JAVA_HOME");
            assertThat(flux(environment, home.resolve("flux")).err)
                    .contains("\nwith " + temporary.resolve("old") + "\n");
            Files.delete(home.resolve("flux-core/target/lib/built"));
        }
        script(path.resolve("mvn"), "[ \"$JAVA_HOME\" = '" + jdk + "' ]"); // as Maven fails that finds no Java
        assertThat(flux(environment, home.resolve("flux")).status).isZero();
    }

    @Test
    void anAncientJavaOnThePathIsPassedOver() throws IOException {
        script(path.resolve("java"), "echo 'Unrecognized option: -XshowSettings:properties' >&2; exit 1");
        assertThat(flux(home.resolve("flux")).out).startsWith("java of jdk\n");
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
        return flux(usual(), script, args);
    }

    private Run flux(Map<String, String> environment, Path script, String... args) throws IOException {
        return start(elsewhere, environment, script, args).finish();
    }

    private Map<String, String> usual() {
        return Map.of("JAVA_HOME", jdk.toString(), "HOME", temporary.toString());
    }

    /** Runs the script as a user who may not write, which takes another user where the tests are run by root. */
    private Run fluxReadOnly() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Path> folders;
        try (Stream<Path> all = Files.walk(home)) {
            folders = all.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        try {
            List<String> command = new ArrayList<>();
            if (Files.isWritable(home)) {
                command.addAll(List.of(find("setpriv").toString(), "--reuid=65534", "--clear-groups"));
            }
            return start(elsewhere, usual(), command, home.resolve("flux")).finish();
        } finally {
            for (Path folder : folders) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private Start start(Path folder, Map<String, String> environment, Path script, String... args) throws IOException {
        return start(folder, environment, List.of(), script, args);
    }

    /** Starts the script in a folder, with few tools on the PATH and the Maven above. */
    private Start start(Path folder, Map<String, String> environment, List<String> by, Path script, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(path.resolve("bash").toString(), script.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", path.toString());
        Path err = temporary.resolve("err" + started++);
        return new Start(builder.redirectError(err.toFile()).start(), err);
    }

    /** A script that was started. */
    private record Start(Process process, Path err) {
        Run finish() throws IOException {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.onExit().join().exitValue(), out, Files.readString(err));
        }
    }

    /** Puts a Maven on the PATH that says how it was called, and then does what a line of sh says. */
    private void maven(String java, String line) throws IOException {
        script(
                path.resolve("mvn"),
                "if [ \"$1\" = -v ]; then echo 'Java version: " + java + ", vendor: x'; exit; fi; echo mvn \"$@\"; "
                        + line);
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
        assertThat(file.toFile().setExecutable(true, false)).isTrue();
    }
}
