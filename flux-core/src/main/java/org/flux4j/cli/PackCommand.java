package org.flux4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.flux4j.io.WholeFile;
import org.flux4j.parity.ArchiveWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code flux pack}, which packs golden cases into an archive. */
@Command(
        name = "pack",
        description = "Pack a folder of golden cases into an archive for 'flux parity'. The same cases always give the"
                + " same bytes.")
final class PackCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder of the cases, at any depth.")
    private Path folder;

    @Parameters(index = "1", paramLabel = "ARCHIVE", description = "The archive to write; its name ends in .tar.gz.")
    private Path archive;

    @Override
    public void run() {
        int count = ArchiveWriter.write(folder, archive);
        CommandLine command = spec.commandLine();
        PrintWriter report = WholeFile.isStream(archive) ? command.getErr() : command.getOut();
        report.printf(Locale.ROOT, "%s: %d cases%n", archive, count);
    }
}
