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

/** A named pipe, a character device, or an open descriptor: it stays what it is, and is written into. */
record StreamDestination(Path path) implements Destination {
    /** Where Linux shows the descriptors of a process, as symbolic links that lead to no name. */
    private static final Pattern DESCRIPTORS = Pattern.compile("/proc/[^/]+(/task/[^/]+)?/fd");

    /** The bits of a file's mode that tell its kind, as in {@code stat}. */
    private static final int KIND = 0170000;

    private static final int PIPE = 0010000;
    private static final int CHARACTER_DEVICE = 0020000;
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
        if (isStandard("1")
                || !path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        int kind = (int) Files.getAttribute(path, "unix:mode") & KIND;
        if (kind == SOCKET || kind == BLOCK_DEVICE) {
            throw new IOException("it is a " + (kind == SOCKET ? "socket" : "block device"));
        }
        // other descriptors of files may well be ones that Java opened for itself
        if (isDescriptor(path) && (kind != PIPE || isStandard("2"))) {
            throw new IOException("of open descriptors, only standard output and pipes can be");
        }
        if (!Files.isWritable(path)) {
            throw new IOException("no permission");
        }
        if (kind == CHARACTER_DEVICE) { // a pipe would wait for a reader
            open().close();
        }
    }

    @Override
    public void write(WholeFile.Content content) throws IOException {
        check();
        if (isStandard("1")) { // not opened again, as it may be a socket, or a file that others write as well
            OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
            content.writeTo(out);
            out.flush();
        } else {
            try (OutputStream out = new BufferedOutputStream(open())) {
                content.writeTo(out);
            }
        }
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(path, StandardOpenOption.WRITE);
    }

    /** Returns whether it is the descriptor of that number of this process. */
    private boolean isStandard(String number) throws IOException {
        return folder(path)
                        .equals(Path.of(
                                "/proc", Long.toString(ProcessHandle.current().pid()), "fd"))
                && path.endsWith(number);
    }
}
