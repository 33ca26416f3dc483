package org.flux4j.parity;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.flux4j.BadInputException;

/** An archive of golden cases, which are read one after the other. Nothing is unpacked to disk. */
final class CaseArchive implements Closeable {
    /**
     * The limits of an archive.
     *
     * @param entry the maximum number of bytes of a case
     * @param archive the maximum number of bytes that the archive may decompress to
     */
    record Limits(int entry, long archive) {
        /** The usual limits: 1 GiB for a case, 8 GiB for an archive. */
        static final Limits USUAL = new Limits(1 << 30, 8L << 30);
    }

    /**
     * A golden case in an archive.
     *
     * @param name the name of the entry
     * @param content the bytes of the case
     */
    record Entry(String name, MemorySegment content) {}

    private final Path archive;
    private final Limits limits;
    private final Entries entries;

    private CaseArchive(Path archive, Limits limits, Entries entries) {
        this.archive = archive;
        this.limits = limits;
        this.entries = entries;
    }

    /** Returns {@code true} if a file of the given name is an archive. */
    static boolean isArchive(String fileName) {
        return !name(fileName).equals(fileName);
    }

    /** Returns the name of an archive without its extension. */
    static String name(String fileName) {
        return fileName.replaceFirst("(\\.tar\\.gz|\\.tgz|\\.zip)$", "");
    }

    /**
     * Opens an archive.
     *
     * @throws BadInputException if it cannot be read
     */
    static CaseArchive open(Path archive, Limits limits) {
        try {
            Entries entries = archive.toString().endsWith(".zip") ? new Zip(archive) : new TarGz(archive, limits);
            return new CaseArchive(archive, limits, entries);
        } catch (IOException | RuntimeException e) {
            throw unreadable(archive, e);
        }
    }

    /**
     * Returns the next golden case, or {@code null} if there are no more.
     *
     * @throws BadInputException if the archive is damaged, or exceeds a limit
     */
    Entry next() {
        try {
            for (ArchiveEntry entry = entries.next(); entry != null; entry = entries.next()) {
                if (!entry.isDirectory() && CaseFile.isCase(entry.getName())) {
                    return read(entry.getName());
                }
            }
            return null;
        } catch (BadInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw unreadable(archive, e);
        }
    }

    private Entry read(String name) throws IOException {
        if (!staysInside(name)) {
            throw new BadInputException(archive + ": entry " + name + " leads out of the archive");
        }
        byte[] content = entries.content().readNBytes(limits.entry + 1);
        if (content.length > limits.entry) {
            throw new BadInputException(archive + ": entry " + name + " has more than " + limits.entry + " bytes");
        }
        return new Entry(name, MemorySegment.ofArray(content));
    }

    private static boolean staysInside(String name) {
        try {
            Path path = Path.of(name);
            return !path.isAbsolute() && !path.normalize().startsWith("..");
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            entries.close();
        } catch (IOException e) {
            throw unreadable(archive, e);
        }
    }

    /**
     * Returns the exception for a damaged archive, given any of the many kinds of exceptions that the library throws.
     */
    private static BadInputException unreadable(Path archive, Exception cause) {
        return BadInputException.unreadable(archive, cause instanceof IOException e ? e : new IOException(cause));
    }

    /** The entries of an archive of either format. */
    private sealed interface Entries extends Closeable {
        /** Returns the next entry, or {@code null} if there are no more. */
        ArchiveEntry next() throws IOException;

        /** Returns the content of the entry returned last. */
        InputStream content() throws IOException;
    }

    private static final class TarGz implements Entries {
        private final TarArchiveInputStream tar;

        TarGz(Path archive, Limits limits) throws IOException {
            InputStream file = new BufferedInputStream(Files.newInputStream(archive));
            try {
                InputStream unzipped = GzipCompressorInputStream.builder()
                        .setInputStream(file)
                        .setDecompressConcatenated(true)
                        .get();
                tar = new TarArchiveInputStream(new LimitedInputStream(unzipped, limits.archive), "UTF-8");
            } catch (IOException e) {
                file.close();
                throw e;
            }
        }

        @Override
        public ArchiveEntry next() throws IOException {
            return tar.getNextEntry();
        }

        @Override
        public InputStream content() {
            return tar;
        }

        @Override
        public void close() throws IOException {
            tar.close();
        }
    }

    private static final class Zip implements Entries {
        private final ZipFile zip;
        private final Iterator<ZipArchiveEntry> entries;
        private ZipArchiveEntry entry;

        Zip(Path archive) throws IOException {
            zip = ZipFile.builder().setPath(archive).get();
            entries = zip.getEntriesInPhysicalOrder().asIterator();
        }

        @Override
        public ArchiveEntry next() {
            entry = entries.hasNext() ? entries.next() : null;
            return entry;
        }

        @Override
        public InputStream content() throws IOException {
            return zip.getInputStream(entry);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
