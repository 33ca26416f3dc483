package org.flux4j.io;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** A named pipe, a character device, or a descriptor that this process was started with: written into as it is. */
record StreamDestination(Path path) implements Destination {
    /** Where Linux shows the descriptors of a process, as symbolic links that lead to no name. */
    private static final Pattern DESCRIPTORS = Pattern.compile("/proc/[^/]+(/task/[^/]+)?/fd");

    /** The bits of a file's mode that tell its kind, as in {@code stat}. */
    private static final int KIND = 0170000;

    private static final int PIPE = 0010000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int SOCKET = 0140000;

    /** Returns whether a symbolic link is an open descriptor of a process. */
    static boolean isDescriptor(Path link) throws IOException {
        return DESCRIPTORS.matcher(folder(link).toString()).matches();
    }

    private static Path folder(Path file) throws IOException {
        return file.toAbsolutePath().getParent().toRealPath();
    }

    @Override
    public void check() throws IOException {
        if (standard() != null
                || !path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        int kind = (int) Files.getAttribute(path, "unix:mode") & KIND;
        if (kind == SOCKET || kind == BLOCK_DEVICE) {
            throw new IOException("it is a " + (kind == SOCKET ? "socket" : "block device"));
        }
        if (!Files.isWritable(path)) {
            throw new IOException("no permission");
        }
        if (kind != PIPE) { // which would wait for a reader
            open().close();
        }
    }

    @Override
    public void write(WholeFile.Content content) throws IOException {
        FileDescriptor standard = standard();
        if (standard != null) {
            OutputStream out = new BufferedOutputStream(new FileOutputStream(standard));
            content.writeTo(out);
            out.flush();
        } else {
            try (OutputStream out = new BufferedOutputStream(open())) {
                content.writeTo(out);
            }
        }
    }

    /** A descriptor may stand for a file, to which others may have written. */
    private OutputStream open() throws IOException {
        return Files.isRegularFile(path)
                ? Files.newOutputStream(path, StandardOpenOption.APPEND)
                : Files.newOutputStream(path, StandardOpenOption.WRITE);
    }

    /** Returns this process's standard output or error, if it is one of them: it has no name if it is a socket. */
    private FileDescriptor standard() throws IOException {
        if (!folder(path)
                .equals(Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd"))) {
            return null;
        }
        return switch (path.getFileName().toString()) {
            case "1" -> FileDescriptor.out;
            case "2" -> FileDescriptor.err;
            default -> null;
        };
    }
}
