package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseArchiveTest {
    private static final CaseArchive.Limits SMALL = new CaseArchive.Limits(100, 20_000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.tar.gz", "a.tgz", "a.zip"})
    void givesTheCasesAndNothingElse(String name) throws IOException {
        Path archive = write(name, "b.safetensors", "one", "notes.txt", "two", "deep/a.safetensors", "three");
        assertThat(read(archive)).containsExactly("b.safetensors: one", "deep/a.safetensors: three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar.gz", "a.zip"})
    void entriesThatLeadOutAreRefused(String name) throws IOException {
        Path archive = write(name, "deep/../../a.safetensors", "out");
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(BadInputException.class)
                .hasMessage(archive + ": entry deep/../../a.safetensors leads out of the archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar.gz", "a.zip"})
    void aLargeEntryIsRefusedBeforeItIsReadWhole(String name) throws IOException {
        Path archive = write(name, "a.safetensors", "x".repeat(101));
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(BadInputException.class)
                .hasMessage(archive + ": entry a.safetensors has more than 100 bytes");
    }

    @Test
    void whatIsSkippedIsLimitedToo() throws IOException {
        Path archive = write("a.tar.gz", "zeros", "0".repeat(1_000_000), "a.safetensors", "one");
        assertThat(Files.size(archive)).isLessThan(5_000);
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(BadInputException.class)
                .hasMessage(archive + ": cannot be read: decompresses to more than 20000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar.gz", "a.tgz", "a.zip"})
    void whatIsNoArchiveIsSaid(String name) throws IOException {
        Path archive = Files.writeString(folder.resolve(name), "hello");
        assertThatThrownBy(() -> read(archive))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(archive + ": cannot be read: ");
    }

    private static List<String> read(Path file) {
        List<String> found = new ArrayList<>();
        try (CaseArchive archive = CaseArchive.open(file, SMALL)) {
            for (CaseArchive.Entry entry = archive.next(); entry != null; entry = archive.next()) {
                byte[] content = (byte[]) entry.content().heapBase().orElseThrow();
                found.add(entry.name() + ": " + new String(content, StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    /** Names and contents in turn. */
    private Path write(String name, String... entries) throws IOException {
        Path archive = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(archive)) {
            if (name.endsWith(".zip")) {
                fill(new ZipArchiveOutputStream(file), entries);
            } else {
                fill(new TarArchiveOutputStream(new GzipCompressorOutputStream(file)), entries);
            }
        }
        return archive;
    }

    private static void fill(ZipArchiveOutputStream zip, String... entries) throws IOException {
        try (zip) {
            for (int i = 0; i < entries.length; i += 2) {
                put(zip, new ZipArchiveEntry(entries[i]), entries[i + 1]);
            }
        }
    }

    private static void fill(TarArchiveOutputStream tar, String... entries) throws IOException {
        try (tar) {
            for (int i = 0; i < entries.length; i += 2) {
                TarArchiveEntry entry = new TarArchiveEntry(entries[i]);
                entry.setSize(entries[i + 1].length());
                put(tar, entry, entries[i + 1]);
            }
        }
    }

    private static <E extends ArchiveEntry> void put(ArchiveOutputStream<E> archive, E entry, String content)
            throws IOException {
        archive.putArchiveEntry(entry);
        archive.write(content.getBytes(StandardCharsets.UTF_8));
        archive.closeArchiveEntry();
    }
}
