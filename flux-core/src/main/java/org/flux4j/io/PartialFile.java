package org.flux4j.io;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.concurrent.ThreadLocalRandom;

/** A file that is being written, under a name of its own until it is complete; one that never is gets removed. */
final class PartialFile implements Closeable {
    private final Path path;
    private final OutputStream out;

    private PartialFile(Path path) throws IOException {
        this.path = path;
        path.toFile().deleteOnExit();
        out = new BufferedOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Creates an empty one. Its name is short, however long the other file's name may be. */
    static PartialFile beside(Path file) throws IOException {
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return new PartialFile(file.resolveSibling(".flux-" + unique + ".part"));
    }

    /** Sets the permissions, and the owner and the group as far as the system allows it. */
    void setRights(PosixFileAttributes rights) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        try {
            view.setGroup(rights.group());
            view.setOwner(rights.owner());
        } catch (IOException e) {
            // only root may give files away
        }
        view.setPermissions(rights.permissions());
    }

    void write(WholeFile.Content content) throws IOException {
        content.writeTo(out);
        out.close();
    }

    /** Gives the file its name, in place of any other of that name. */
    void moveTo(Path file) throws IOException {
        Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            Files.deleteIfExists(path);
        }
    }
}
