package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeFileTest {
    private static final byte[] NEW = {'n', 'e', 'w'};

    @TempDir
    private Path folder;

    @Test
    void anOlderFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "old and long");
        write(file);
        assertThat(file).hasContent("new");
        assertHolds(file);
    }

    @Test
    void whatFailsHalfWayLeavesTheOlderFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "old");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": cannot be written: disk full");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        assertHolds(file);
    }

    @Test
    void whereNothingCanBeWrittenIsSaid() {
        Path nowhere = folder.resolve("none").resolve("x");
        assertThatThrownBy(() -> write(nowhere))
                .isInstanceOf(BadInputException.class)
                .hasMessage(nowhere + ": cannot be written: no such file or folder");
        assertThatThrownBy(() -> write(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder + ": cannot be written: it is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r-----", "rw-rw-rw-", "rwxr-xr-x", "-w-------"})
    void permissionsStay(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        write(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
        assertThat(Files.size(file)).isEqualTo(3);
    }

    @Test
    void aNewFileHasThePermissionsOfAnyOther() throws IOException {
        Path other = Files.createFile(folder.resolve("other"));
        Path file = folder.resolve("x");
        write(file);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    /** Also for root, who may write it. */
    @ParameterizedTest
    @ValueSource(strings = {"r--r--r--", "r--------", "r-xr-xr-x", "---------"})
    void aReadOnlyFileIsRefused(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertRefused(file, "it is read-only");
        assertRefused(link, "it is read-only");
        assertThat(Files.size(file)).isEqualTo(3);
        assertHolds(file, link);
    }

    @Test
    void aSymbolicLinkLeadsToTheFileThatIsWritten() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Path file = Files.writeString(other.resolve("x"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other/x"));
        Path chain = Files.createSymbolicLink(other.resolve("chain"), Path.of("../link"));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("other/y"));
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), other.resolve("z"));
        for (Path each : List.of(chain, dangling, absolute)) {
            WholeFile.checkWritable(each);
            write(each);
        }
        assertThat(file).hasContent("new");
        assertThat(other.resolve("y")).isRegularFile().hasContent("new");
        assertThat(other.resolve("z")).isRegularFile().hasContent("new");
        assertThat(List.of(link, chain, dangling, absolute)).allMatch(Files::isSymbolicLink);
        assertHolds(other, link, dangling, absolute);
    }

    @Test
    void symbolicLinksThatLeadNowhereAreRefused() throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, folder.resolve("back"));
        Files.createSymbolicLink(folder.resolve("back"), loop);
        Path self = folder.resolve("self");
        Files.createSymbolicLink(self, self);
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("none/x"));
        Path toFolder = Files.createSymbolicLink(folder.resolve("folder"), folder);
        assertRefused(loop, "too many symbolic links");
        assertRefused(self, "too many symbolic links");
        assertRefused(nowhere, "no folder " + folder.resolve("none"));
        assertRefused(toFolder, "it is a folder");
    }

    @Test
    void anotherHardLinkKeepsTheOldContent() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "old");
        Path link = Files.createLink(folder.resolve("link"), file);
        write(file);
        assertThat(file).hasContent("new");
        assertThat(link).hasContent("old");
    }

    @Test
    void aNamedPipeIsWrittenInto() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        system("mkfifo", pipe);
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> read(pipe));
        WholeFile.checkWritable(pipe);
        assertThat(WholeFile.isStream(pipe)).isTrue();
        write(pipe);
        assertThat(reader.join()).isEqualTo("new");
        assertHolds(pipe);
        assertThat(isFile(pipe)).isFalse();
    }

    @Test
    void aCharacterDeviceIsWrittenInto() throws IOException, InterruptedException {
        Path device = folder.resolve("device");
        if (system("mknod", device, "c", "1", "3") != 0) { // only root may
            Files.createSymbolicLink(device, Path.of("/dev/null"));
        }
        WholeFile.checkWritable(device);
        assertThat(WholeFile.isStream(device)).isTrue();
        write(device);
        assertThat(isFile(device)).isFalse();
        assertHolds(device);
    }

    @Test
    void aFullDeviceIsSaid() throws IOException {
        Path full = Files.createSymbolicLink(folder.resolve("full"), Path.of("/dev/full"));
        assertThatThrownBy(() -> write(full))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(full + ": cannot be written: No space left");
        Files.delete(full); // JUnit would warn that it leads out of the folder
    }

    @Test
    void aSocketIsRefused() throws IOException {
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertRefused(socket, "it is a socket");
            assertThat(isFile(socket)).isFalse();
        }
    }

    /** Files that Java itself has opened, such as the modules of this program, are among the descriptors. */
    @Test
    void theDescriptorOfAFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "old");
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            Path descriptor;
            try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
                descriptor = all.filter(each -> leadsTo(each, file)).findFirst().orElseThrow();
            }
            assertRefused(descriptor, "of open descriptors, only standard output and pipes can be");
            out.write('.');
        }
        assertThat(file).hasContent("old.");
    }

    /** The limit of most file systems is 255 bytes. */
    @Test
    void anyNameThatTheSystemAllowsIsWritten() throws IOException {
        List<Path> files = Stream.of("x".repeat(255), "x".repeat(249), "猫".repeat(80) + ".png", "a\nb", "-", " ", "ü")
                .map(folder::resolve)
                .toList();
        files.forEach(WholeFile::checkWritable);
        assertHolds();
        files.forEach(WholeFileTest::write);
        assertHolds(files.toArray(Path[]::new));
    }

    @Test
    void anyOtherNameIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        assertRefused(folder.resolve("x".repeat(256)), "File name too long");
        assertRefused(folder.resolve("猫".repeat(86)), "File name too long");
        assertRefused(folder.resolve("x/".repeat(2100)), "File name too long");
        assertRefused(folder.resolve("x".repeat(256) + "/x"), "File name too long");
        assertRefused(file.resolve("x"), file + " is no folder");
        assertRefused(file.resolve("x").resolve("y"), "no folder " + file.resolve("x"));
        assertRefused(Path.of("/"), "it is a folder");
        assertRefused(Path.of(""), "it is a folder");
        assertRefused(Path.of("/proc/x"), "no such file or folder");
        assertHolds(file);
    }

    @Test
    void theFirstFreeNameIsTaken() throws IOException {
        Files.writeString(folder.resolve("0"), "old");
        Files.createDirectory(folder.resolve("1"));
        Files.createSymbolicLink(folder.resolve("2"), Path.of("nowhere"));
        assertThat(writeNew()).isEqualTo(folder.resolve("3")).hasContent("new");
        assertThat(folder.resolve("0")).hasContent("old");
        assertHolds(folder.resolve("0"), folder.resolve("1"), folder.resolve("2"), folder.resolve("3"));
    }

    @Test
    void noNameIsTakenTwice() {
        List<CompletableFuture<Path>> writers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(this::writeNew))
                .toList();
        assertThat(writers.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
        assertHolds(IntStream.range(0, 20)
                .mapToObj(i -> folder.resolve(Integer.toString(i)))
                .toArray(Path[]::new));
    }

    @Test
    void aNewFileThatFailsLeavesNothing() {
        assertThatThrownBy(() -> WholeFile.writeNew(names(), out -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder.resolve("0") + ": cannot be written: disk full");
        assertHolds();
    }

    private Path writeNew() {
        return WholeFile.writeNew(names(), out -> out.write(NEW));
    }

    private Stream<Path> names() {
        return IntStream.iterate(0, i -> i + 1).mapToObj(i -> folder.resolve(Integer.toString(i)));
    }

    private static void write(Path file) {
        WholeFile.write(file, out -> out.write(NEW));
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> WholeFile.checkWritable(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith(": cannot be written: " + reason);
        assertThatThrownBy(() -> write(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(": cannot be written: ");
    }

    private void assertHolds(Path... files) {
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(Stream.of(files)
                        .map(file -> file.getFileName().toString())
                        .toArray(String[]::new));
    }

    private static boolean isFile(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile();
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int system(Object... command) throws IOException, InterruptedException {
        return new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
                .start()
                .waitFor();
    }
}
