package org.flux4j.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A file, which may exist already. */
record FileDestination(Path file) implements Destination {
    private static final Set<PosixFilePermission> WRITE = EnumSet.of(
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    @Override
    public void check() throws IOException {
        checkOlder();
        checkName();
        try (PartialFile partial = PartialFile.beside(file)) {
            partial.write(out -> {});
        } catch (AccessDeniedException e) {
            throw new IOException("no permission to write into " + folder(), e);
        }
    }

    @Override
    public void write(WholeFile.Content content) throws IOException {
        checkOlder();
        try (PartialFile partial = PartialFile.beside(file)) {
            PosixFileAttributes older = older();
            if (older != null) {
                partial.setRights(older);
            }
            partial.write(content);
            partial.moveTo(file);
        }
    }

    private void checkName() throws IOException {
        if (!Files.isDirectory(folder()) && Files.exists(folder())) {
            throw new IOException(folder() + " is no folder");
        }
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            if (!Files.exists(folder())) {
                throw new IOException("no folder " + folder(), e);
            }
        }
    }

    private void checkOlder() throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        PosixFileAttributes older = older();
        // to root every file is writable, which is no reason to overwrite one that is read-only
        if (older != null && Collections.disjoint(older.permissions(), WRITE)) {
            throw new IOException("it is read-only");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new IOException("no permission");
        }
    }

    /** Returns the rights of the file that is there; null when there is none, or the system knows no such rights. */
    private PosixFileAttributes older() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null || Files.notExists(file) ? null : view.readAttributes();
    }

    private Path folder() {
        return file.toAbsolutePath().getParent();
    }
}
