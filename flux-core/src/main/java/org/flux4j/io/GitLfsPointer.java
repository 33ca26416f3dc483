package org.flux4j.io;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.flux4j.BadInputException;

/**
 * The short text that git leaves in place of a file that git-lfs keeps elsewhere:
 *
 * <pre>
 * version https://git-lfs.github.com/spec/v1
 * oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
 * size 12345
 * </pre>
 *
 * <p>Source: <a href="https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md">Git LFS specification</a>, which asks for
 * {@code version}, a space and a URL at the beginning.
 */
public final class GitLfsPointer {
    private static final MemorySegment START =
            MemorySegment.ofArray("version http".getBytes(StandardCharsets.US_ASCII));

    private GitLfsPointer() {}

    /**
     * Refuses the content of a file that is such a pointer.
     *
     * @param source the file, for messages
     * @throws BadInputException if it is one
     */
    public static void refuse(String source, MemorySegment content) {
        long length = START.byteSize();
        if (content.byteSize() >= length && content.asSlice(0, length).mismatch(START) < 0) {
            throw new BadInputException(source + ": only a pointer to the file: 'git lfs pull' brings the file itself");
        }
    }
}
