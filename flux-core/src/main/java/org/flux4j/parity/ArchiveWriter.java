package org.flux4j.parity;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.flux4j.BadInputException;
import org.flux4j.io.WholeFile;

/**
 * Packs a folder of golden cases into a {@code .tar.gz}. The same cases give the same bytes: entries are sorted, and
 * neither times nor owners are recorded.
 */
public final class ArchiveWriter {
    private ArchiveWriter() {}

    /**
     * Packs every case in the folder, at any depth, under its path relative to the folder.
     *
     * @return how many there were
     * @throws BadInputException when one of them does not keep to the format, there is none, or the archive cannot be
     *     written
     */
    public static int write(Path folder, Path archive) {
        if (!archive.toString().endsWith(".tar.gz")) {
            throw new BadInputException(archive + ": expected a name that ends in .tar.gz");
        }
        WholeFile.checkWritable(archive);
        List<Path> files = cases(folder);
        for (Path file : files) {
            GoldenCase.read(CaseFile.of(file.toString(), file));
        }
        WholeFile.write(archive, out -> write(folder, files, out));
        return files.size();
    }

    private static List<Path> cases(Path folder) {
        List<Path> files = CaseFiles.list(folder, problem -> {
                    throw problem;
                })
                .stream()
                .filter(file -> CaseFile.isCase(file.toString()))
                .toList();
        if (files.isEmpty()) {
            throw new BadInputException(folder + ": no golden cases in it: no .safetensors file");
        }
        return files;
    }

    private static void write(Path folder, List<Path> files, OutputStream out) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(out, parameters), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (Path file : files) {
                TarArchiveEntry entry =
                        new TarArchiveEntry(folder.relativize(file).toString());
                entry.setModTime(0);
                entry.setSize(Files.size(file));
                tar.putArchiveEntry(entry);
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
    }
}
