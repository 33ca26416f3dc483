package org.flux4j.parity;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.flux4j.BadInputException;

/** Finds golden cases in files, in folders and their subfolders, and in archives. */
final class CaseFiles {
    /** Receives the golden cases that are found, in the order of their names. */
    interface Visitor {
        /** Called for each golden case. */
        void found(CaseFile file);

        /** Called for each file or folder that is not a golden case, or contains none, although it should. */
        void unreadable(BadInputException problem);
    }

    private CaseFiles() {}

    /** Visits all cases in a file, folder or archive. */
    static void visit(Path path, Visitor visitor) {
        if (!Files.isDirectory(path)) {
            visitFile(String.valueOf(path.getFileName()), path, visitor);
            return;
        }
        List<Path> files = list(path, visitor::unreadable).stream()
                .filter(file -> isCaseOrArchive(file.toString()))
                .toList();
        if (files.isEmpty()) {
            visitor.unreadable(
                    new BadInputException(path + ": no golden cases in it: no .safetensors, .tar.gz or .zip file"));
        }
        for (Path file : files) {
            visitFile(path.relativize(file).toString(), file, visitor);
        }
    }

    /**
     * Returns all files in a folder and its subfolders, sorted. Symbolic links are followed.
     *
     * @param unreadable receives the problems of files and folders that cannot be read
     */
    static List<Path> list(Path folder, Consumer<BadInputException> unreadable) {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            files.add(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException problem) {
                            // a link to an enclosing folder leads to no further files
                            if (!(problem instanceof FileSystemLoopException)) {
                                unreadable.accept(BadInputException.unreadable(file, problem));
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            unreadable.accept(BadInputException.unreadable(folder, e));
        }
        files.sort(null);
        return files;
    }

    private static boolean isCaseOrArchive(String name) {
        return CaseFile.isCase(name) || CaseArchive.isArchive(name);
    }

    private static void visitFile(String name, Path file, Visitor visitor) {
        if (!Files.exists(file)) {
            visitor.unreadable(new BadInputException(file + ": no such file or folder"));
        } else if (CaseArchive.isArchive(name)) {
            visitArchive(name, file, visitor);
        } else if (CaseFile.isCase(name)) {
            visitor.found(CaseFile.of(name, file));
        } else {
            visitor.unreadable(new BadInputException(
                    file + ": expected a folder, or a file that ends in .safetensors, .tar.gz or .zip"));
        }
    }

    private static void visitArchive(String name, Path file, Visitor visitor) {
        boolean empty = true;
        try (CaseArchive archive = CaseArchive.open(file, CaseArchive.Limits.USUAL)) {
            for (CaseArchive.Entry entry = archive.next(); entry != null; entry = archive.next()) {
                empty = false;
                visitor.found(CaseFile.of(name, file, entry));
            }
            if (empty) {
                throw new BadInputException(file + ": no golden cases in it: no .safetensors entry");
            }
        } catch (BadInputException e) {
            visitor.unreadable(e);
        }
    }
}
