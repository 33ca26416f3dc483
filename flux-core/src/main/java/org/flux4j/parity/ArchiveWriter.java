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
 * Packs golden cases into an archive. The same cases yield the same bytes: entries are sorted, and neither times nor
 * owners are recorded.
 */
public final class ArchiveWriter {
    private ArchiveWriter() {}

    /**
     * Packs all cases in a folder and its subfolders, under their paths relative to the folder.
     *
     * @param folder the folder
     * @param archive the archive to write, whose name must end in {@code .tar.gz}
     * @return the number of cases
     * @throws BadInputException if there are no cases, a case does not conform to the format, or the archive cannot be
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
