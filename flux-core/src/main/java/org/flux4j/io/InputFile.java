package org.flux4j.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.flux4j.BadInputException;

/** A small file that is read as a whole: a configuration or a part of a tokenizer. */
public final class InputFile {
    /** The largest file that is read. Parsing JSON takes up to 40 times its size in memory. */
    private static final long LARGEST = 64 << 20;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private InputFile() {}

    /**
     * Returns whether there is a file of that name. A symbolic link counts even if its target does not exist, so that
     * reading it fails instead of passing it over.
     */
    public static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Returns the content of a file.
     *
     * @throws BadInputException if it cannot be read, is too large, or is a pointer of git-lfs
     */
    public static byte[] bytes(Path file) {
        check(file);
        try {
            if (Files.size(file) > LARGEST) {
                throw new BadInputException(
                        file + ": " + Files.size(file) + " bytes, more than the limit of " + LARGEST);
            }
            byte[] bytes = Files.readAllBytes(file);
            GitLfsPointer.refuse(file.toString(), MemorySegment.ofArray(bytes));
            return bytes;
        } catch (IOException e) {
            throw BadInputException.unreadable(file, e);
        }
    }

    /**
     * Returns the content of a UTF-8 file, without the byte order mark that it may begin with.
     *
     * @throws BadInputException if it cannot be read, or is not UTF-8
     */
    public static String text(Path file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file)))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": not UTF-8", e);
        }
    }

    /** Refuses what is not a regular file: opening a pipe would wait for a writer. */
    static void check(Path file) {
        if (Files.isRegularFile(file)) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": expected a file, found a folder");
        }
        if (Files.exists(file)) {
            throw new BadInputException(file + ": expected a file, found a pipe or a device");
        }
        String reason = Files.isSymbolicLink(file) ? "it is " + brokenLink(file) : "no such file or folder";
        throw new BadInputException(file + ": cannot be read: " + reason);
    }

    /** Returns what to say about a symbolic link that leads nowhere. */
    static String brokenLink(Path link) {
        try {
            return "a link to " + Files.readSymbolicLink(link) + ", which does not exist";
        } catch (IOException e) {
            throw BadInputException.unreadable(link, e);
        }
    }
}
