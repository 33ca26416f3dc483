package org.flux4j.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.io.WholeFile;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PngWriter;
import org.flux4j.train.Checkpoint;
import org.flux4j.train.LossCurve;

/**
 * The folder of a training run: its checkpoint, the curve and the list of its losses, a sheet of samples, and the result. It
 * is locked while a run uses it.
 */
final class RunFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String CHECKPOINT = "checkpoint.safetensors";

    private final Path path;
    private final FileChannel lock;

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens a folder: one of a run that was interrupted, or a new or empty one.
     *
     * @throws BadInputException if it is in use, or if there is something else in it
     */
    static RunFolder open(Path path) {
        Folders.create(path);
        FileChannel lock = lock(path);
        try {
            checkContent(path);
            return new RunFolder(path, lock);
        } catch (BadInputException e) {
            close(lock);
            throw e;
        }
    }

    private static FileChannel lock(Path path) {
        Path file = path.resolve(LOCK);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new BadInputException(path + ": another run is using this folder");
            }
            return channel;
        } catch (IOException e) {
            throw BadInputException.unwritable(file, e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Removes what a killed run left half-written, and checks that the rest is of a run. */
    private static void checkContent(Path path) {
        try (DirectoryStream<Path> partial = Files.newDirectoryStream(path, ".flux-*.part")) {
            for (Path file : partial) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw BadInputException.unwritable(path, e);
        }
        if (Files.exists(path.resolve(CHECKPOINT))) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(LOCK)) {
                    throw new BadInputException(path + ": expected a new or empty folder, or one with a " + CHECKPOINT
                            + ", found " + file.getFileName());
                }
            }
        } catch (IOException e) {
            throw BadInputException.unreadable(path, e);
        }
    }

    Path path() {
        return path;
    }

    Checkpoint checkpoint() {
        return new Checkpoint(path.resolve(CHECKPOINT));
    }

    /** Returns whether there is a state to go on with. */
    boolean hasCheckpoint() {
        return Files.exists(path.resolve(CHECKPOINT));
    }

    /** Writes the losses as a picture and as a table. */
    void writeLosses(List<Float> losses) {
        StringBuilder table = new StringBuilder("step,loss\n");
        for (int i = 0; i < losses.size(); i++) {
            table.append(i + 1).append(',').append(losses.get(i)).append('\n');
        }
        byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
        WholeFile.write(path.resolve("loss.csv"), out -> out.write(bytes));
        PngWriter.write(path.resolve("loss.png"), LossCurve.draw(losses), Map.of());
    }

    /** Writes the sheet of samples. */
    void writeSamples(Picture sheet) {
        PngWriter.write(path.resolve("samples.png"), sheet, Map.of());
    }

    @Override
    public void close() {
        close(lock);
    }

    private static void close(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new BadInputException("the lock cannot be released: " + e.getMessage(), e);
        }
    }
}
